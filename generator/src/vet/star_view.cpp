#include <string>

#include "vet/messages.hpp"
#include "vet/schema_rules.hpp"

// star-view: `*` is expanded when a view is made, and does not grow with the table.

namespace pgscribe::vet {

void find_star_view(const Declaration& declared, const catalog::Catalog& catalog, Findings& findings) {
  const catalog::Relation& view = *catalog.relation(declared.relation);
  const catalog::ViewDefinition* definition = view.as_view();
  const auto* query = definition != nullptr && definition->query != nullptr
                          ? std::get_if<sql::Select>(&definition->query->node)
                          : nullptr;
  if (query == nullptr || star_of(*query).empty()) return;  // it was replaced
  std::string columns;
  for (const catalog::Column& column : view.columns) columns += (columns.empty() ? "" : ", ") + column.name;
  findings.add(declared.span, msg::StarInView(view.name, columns));
}

}  // namespace pgscribe::vet
