#include "catalog/query_relation.hpp"

#include <algorithm>

namespace pgscribe::catalog {

std::optional<QueryShape> analyze_definition(const DdlContext& context, const sql::Statement& query,
                                             const std::vector<sql::Name>& names, std::string_view too_many_names) {
  std::optional<QueryShape> shape;
  if (context.analyze_query) shape = context.analyze_query(context.catalog, query, context.file, context.diagnostics);
  if (!shape) return std::nullopt;
  if (names.size() > shape->columns.size()) {
    context.fail("42601", names[shape->columns.size()].span, std::string(too_many_names));
    return std::nullopt;
  }
  for (std::size_t i = 0; i < names.size(); ++i) shape->columns[i].name = names[i].text;
  return shape;
}

bool take_shape(const DdlContext& context, const QueryShape& shape, bool is_stored_by_dml, Relation& relation,
                Span span) {
  relation.columns.clear();
  for (const QueryColumn& from : shape.columns) {
    if (relation.find_column(from.name) != nullptr)
      return context.fail("42701", span, "column \"" + from.name + "\" specified more than once");
    Column column;
    column.name = from.name;
    column.type = from.type;
    column.type_modifier = from.type_modifier;
    column.collation = from.collation;
    column.never_null = from.never_null && !is_stored_by_dml;
    relation.columns.push_back(std::move(column));
  }
  if (is_stored_by_dml) return true;
  relation.depends_on = shape.relations;
  relation.uses = shape.columns_used;
  relation.used_functions = shape.functions;
  relation.used_types = shape.types;
  return true;
}

void poison(Relation& relation, const std::vector<sql::Name>& names) {
  relation.is_poisoned = true;
  relation.columns.clear();
  for (const sql::Name& name : names) {
    Column column;
    column.name = name.text;
    column.type = kErrorType;
    relation.columns.push_back(std::move(column));
  }
}

namespace {

bool has_aggregate_or_window(const Catalog& catalog, const sql::Target& target) {
  if (!target.value) return false;
  const auto* call = std::get_if<sql::FunctionCall>(&target.value->node);
  if (call == nullptr) return false;
  if (call->over || call->star) return true;
  const WrittenName name = split_name(call->name);
  const std::vector<const Function*> candidates = catalog.find_functions(name.schema, name.name);
  return std::any_of(candidates.begin(), candidates.end(),
                     [](const Function* f) { return f->kind == FunctionKind::aggregate || f->returns_set; });
}

}  // namespace

bool is_auto_updatable(const Catalog& catalog, const sql::Select& query) {
  const bool is_plain = !query.with && !query.distinct && query.group_by.empty() && !query.having &&
                        query.windows.empty() && !query.limit && !query.offset &&
                        query.set_operator == sql::SetOperator::none && query.values.empty() && query.from.size() == 1;
  if (!is_plain || !query.from.front()) return false;
  const auto* reference = std::get_if<sql::RelationRef>(&query.from.front()->node);
  const Relation* base = reference == nullptr ? nullptr : find_relation(catalog, reference->name);
  if (base == nullptr) return false;
  const bool is_base_updatable = base->kind == RelationKind::table || base->kind == RelationKind::partitioned_table ||
                                 base->kind == RelationKind::foreign_table || base->is_updatable_view;
  return is_base_updatable && std::none_of(query.targets.begin(), query.targets.end(), [&](const sql::Target& target) {
           return has_aggregate_or_window(catalog, target);
         });
}

}  // namespace pgscribe::catalog
