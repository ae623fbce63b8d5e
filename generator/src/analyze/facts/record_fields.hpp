#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyze/bound/bound_expr.hpp"
#include "analyze/facts/nullability.hpp"
#include "analyze/facts/reason.hpp"

// What is in rows that a statement makes itself, whose type (record) says nothing of it.

namespace pgscribe::analyze {

class QueryFacts;

struct RecordField {
  std::string name;  ///< of the column; empty: an expression that the statement gives no name
  Oid type = catalog::kInvalidOid;
  int type_modifier = -1;
  Nullability nullability;
  std::optional<ColumnOrigin> origin;
  std::vector<RecordField> fields{};  ///< of a row, or of the rows of an array, in its turn
};

/// The fields of a record, or of the elements of a record[], where the statement says them: a row of FROM, ROW(...),
/// and what array_agg(), ARRAY(...) or a scalar sub-select makes of them. Empty: they are not known, or not fixed by
/// the text that is sent, so that a table's own order of columns would decide which is which.
[[nodiscard]] std::vector<RecordField> record_fields(const BoundExpr& expr, const QueryFacts& facts);

}  // namespace pgscribe::analyze
