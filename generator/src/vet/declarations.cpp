#include "catalog/catalog.hpp"
#include "vet/named_relation.hpp"
#include "vet/schema_rules.hpp"

// Where columns and views are declared.

namespace pgscribe::vet {

namespace {

using catalog::Catalog;
using catalog::Relation;

class Collector {
 public:
  explicit Collector(const Catalog& catalog) : catalog_(catalog) {}

  void operator()(const sql::CreateTable& create) {
    const Relation* table = named_relation(catalog_, create.relation);
    for (const sql::TableElement& element : create.elements) {
      const auto* column = std::get_if<sql::ColumnDefinition>(&element.node);
      if (column != nullptr) add(table, column->name.text, column->type);
    }
  }
  void operator()(const sql::AlterTable& alter) {
    const Relation* table = named_relation(catalog_, alter.relation);
    for (const sql::AlterTableAction& action : alter.actions) {
      if (action.kind == sql::AlterTableKind::add_column && action.column)
        add(table, action.column->name.text, action.column->type);
      if (action.kind == sql::AlterTableKind::set_type && action.type) add(table, action.name.text, *action.type);
    }
  }
  void operator()(const sql::CreateView& view) {
    if (view.query) add_view(named_relation(catalog_, view.relation), *view.query);
  }
  void operator()(const sql::CreateTableAs& create) {
    const auto* query = create.query ? std::get_if<sql::Select>(&create.query->node) : nullptr;
    if (create.materialized_view && query != nullptr) add_view(named_relation(catalog_, create.into.relation), *query);
  }
  template <class Other>
  void operator()(const Other&) {}

  std::vector<Declaration> found;

 private:
  void add(const Relation* table, const std::string& column, const sql::TypeName& type) {
    const int attribute = table == nullptr ? 0 : table->attribute_number(column);
    if (attribute > 0) found.push_back({table->oid, attribute, type.span});
  }

  void add_view(const Relation* view, const sql::Select& query) {
    const support::Span star = star_of(query);
    if (view != nullptr && !star.empty()) found.push_back({view->oid, 0, star});
  }

  const Catalog& catalog_;
};

}  // namespace

support::Span star_of(const sql::Select& query) {
  for (const sql::Ref<sql::Select>& side : {query.left, query.right}) {
    if (const support::Span star = side ? star_of(*side) : support::Span{}; !star.empty()) return star;
  }
  for (const sql::Target& target : query.targets) {
    const auto* column = target.value ? std::get_if<sql::ColumnRef>(&target.value->node) : nullptr;
    if (column != nullptr && column->star) return target.span;
  }
  return {};
}

std::vector<Declaration> declarations(const sql::Statement& statement, const Catalog& after) {
  Collector collector(after);
  std::visit(collector, statement.node);
  return std::move(collector.found);
}

}  // namespace pgscribe::vet
