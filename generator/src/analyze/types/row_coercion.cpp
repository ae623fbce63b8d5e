#include "analyze/types/row_coercion.hpp"

namespace pgscribe::analyze {

bool is_row_of(const catalog::Catalog& catalog, catalog::Oid row, catalog::Oid wanted) {
  if (catalog.inherits_from(row, wanted)) return true;
  const catalog::Type* type = catalog.type(row);
  const catalog::Relation* table = type == nullptr ? nullptr : catalog.relation(type->relation);
  return table != nullptr && table->of_type == wanted;
}

}  // namespace pgscribe::analyze
