#pragma once

#include <string>
#include <vector>

#include "analyze/analyzed_query.hpp"
#include "codegen/code_model.hpp"
#include "codegen/namer.hpp"
#include "codegen/query_shape.hpp"
#include "support/diagnostics.hpp"

// How a caller says which variant of a query it wants: members of the parameters, and what they switch on.

namespace pgscribe::codegen {

/// Fills `shape.parameters.members` of a query whose text varies: its parameters, groups of them, flags. The fields
/// have their names.
void shape_variant_members(QueryShape& shape, const Namer& namer, support::Diagnostics& diagnostics);

/// The struct of a cursor.
[[nodiscard]] Struct cursor_struct(const QueryShape& shape);
/// Its functions, each a whole definition; `fields` is the table of its members.
[[nodiscard]] std::vector<std::string> cursor_definitions(const QueryShape& shape, const std::string& fields,
                                                          bool is_inline);

/// One expression per switch, true when it is on: "params.status.has_value()".
[[nodiscard]] std::vector<std::string> switch_expressions(const QueryShape& shape);

/// The rows of the table of pieces; `comment` stands behind the text.
[[nodiscard]] std::vector<std::string> piece_rows(const analyze::VariantSet& variants, const std::string& comment);

}  // namespace pgscribe::codegen
