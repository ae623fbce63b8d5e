#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyze/bound/bound_expr.hpp"
#include "analyze/facts/json_call.hpp"
#include "analyze/facts/nullability.hpp"
#include "analyze/facts/reason.hpp"

// What is in rows, and in JSON, that a statement makes itself, whose type says nothing of it.

namespace pgscribe::analyze {

class QueryFacts;

struct RecordField {
  std::string name;  ///< of the column; empty: an expression that the statement gives no name
  Oid type = catalog::kInvalidOid;
  int type_modifier = -1;
  Nullability nullability;
  std::optional<ColumnOrigin> origin;
  JsonShape json = JsonShape::none;   ///< of json or jsonb that the statement makes: what `fields` are of it
  std::vector<RecordField> fields{};  ///< of a row, or of the rows of an array, in its turn
};

/// What a value is made of. Of a JSON object `fields` are its members, of a list or map the one kind of value that it
/// holds, of a `value` what was turned into JSON; empty: it is not known.
struct ValueParts {
  JsonShape json = JsonShape::none;
  std::vector<RecordField> fields;
};

/// The fields of a record, or of the elements of a record[], where the statement says them: a row of FROM, ROW(...),
/// and what array_agg(), ARRAY(...) or a scalar sub-select makes of them. Empty: they are not known, or not fixed by
/// the text that is sent, so that a table's own order of columns would decide which is which.
[[nodiscard]] std::vector<RecordField> record_fields(const BoundExpr& expr, const QueryFacts& facts);

/// What is in a value of json or jsonb, where the statement makes it, in any depth. Rows in there are read by the names
/// of their columns, so that tables may change theirs. Without `json` it is not known; a problem is why.
[[nodiscard]] ValueParts json_parts(const BoundExpr& expr, const QueryFacts& facts, JsonProblem& problem);

}  // namespace pgscribe::analyze
