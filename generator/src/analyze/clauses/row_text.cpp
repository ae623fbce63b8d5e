#include "analyze/clauses/row_text.hpp"

#include "catalog/quote_identifier.hpp"

namespace pgscribe::analyze {

const catalog::Relation* relation_of_rows(const catalog::Catalog& catalog, catalog::Oid oid) {
  const catalog::Type* type = catalog.type(oid);
  if (type == nullptr || type->kind != catalog::TypeKind::composite) return nullptr;
  const catalog::Relation* relation = catalog.relation(type->relation);
  return relation != nullptr && relation->kind != catalog::RelationKind::composite ? relation : nullptr;
}

std::string unless_null(const std::string& value, const std::string& row) {
  // IS NOT NULL would be false of a row that is there and has only NULLs in it.
  return "CASE WHEN " + value + " IS DISTINCT FROM NULL THEN " + row + " END";
}

std::string row_text(const catalog::Catalog& catalog, const std::string& prefix, catalog::Oid type) {
  std::string columns;
  for (const catalog::CompositeAttribute& column : catalog.attributes(type)) {
    const std::string value = prefix + "." + catalog::quote_identifier(column.name);
    columns += (columns.empty() ? "" : ", ") + written_out(catalog, value, column.type);
  }
  return "ROW(" + columns + ")";
}

std::string written_out(const catalog::Catalog& catalog, const std::string& value, catalog::Oid type) {
  if (relation_of_rows(catalog, type) != nullptr) return unless_null(value, row_text(catalog, "(" + value + ")", type));
  const catalog::Oid element = catalog.element_type(type);
  if (element == catalog::kInvalidOid || relation_of_rows(catalog, element) == nullptr) return value;
  // unnest() stands in a select list because in FROM it would make of a NULL element a row of NULLs.
  return "CASE WHEN " + value + " IS NOT NULL THEN ARRAY(SELECT " + written_out(catalog, "element.value", element) +
         " FROM (SELECT unnest(" + value + ") AS value) AS element) END";
}

}  // namespace pgscribe::analyze
