#pragma once

#include <vector>

#include "analyze/scope/parse_state.hpp"
#include "sql/ast_expr.hpp"

// Subscripts and slices of arrays, jsonb and hstore (transformContainerType).

namespace pgscribe::analyze {

/// transformContainerType: domains looked through; int2vector and oidvector count as arrays of their elements.
struct ContainerType {
  Oid type = catalog::kInvalidOid;
  int type_modifier = -1;
};
[[nodiscard]] ContainerType container_type_of(const catalog::Catalog& catalog, Oid type, int type_modifier);

/// transformContainerSubscripts: `container` (already of the smashed type `target`) with all of `subscripts` applied as
/// one operation. The result has the type of the element or slice, also when it is going to be an assignment target.
/// `container` may be null for a nested assignment: then a CaseTest stands for it.
[[nodiscard]] BoundRef make_subscript(ParseState& state, BoundRef container, ContainerType target,
                                      const std::vector<const sql::IndirectionStep*>& subscripts, Span location);

}  // namespace pgscribe::analyze
