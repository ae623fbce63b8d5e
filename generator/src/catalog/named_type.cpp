#include "catalog/named_type.hpp"

#include <algorithm>

#include "catalog/ddl_expression.hpp"
#include "catalog/messages.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

namespace pgscribe::catalog {

const Type* require_type(const DdlContext& context, const sql::QualifiedName& name) {
  if (!check_schema(context, name)) return nullptr;
  const WrittenName written = split_name(name);
  const Type* type = context.catalog.find_type(written.schema, written.name);
  if (type != nullptr) return type;
  std::vector<std::string> candidates;
  for (const auto& [oid, candidate] : context.data.types) {
    if (!candidate->is_true_array) candidates.push_back(candidate->name);
  }
  const std::string nearest = support::nearest_name(written.name, candidates);
  context.fail(name.span,
               msg::TypeDoesNotExist(display_name(name), nearest.empty() ? std::string() : msg::DidYouMean(nearest)));
  return nullptr;
}

void update_domain(DdlContext& context, Oid domain) {
  Type& type = context.data.types.edit(domain);
  type.not_null = type.has_not_null || std::any_of(type.checks.begin(), type.checks.end(), [](const CheckRule& check) {
                    return check.valid && check.expr && !columns_proved_not_null(*check.expr).empty();
                  });
  const auto is_of_domain = [&](Oid oid) {
    for (const Type* t = context.catalog.type(oid); t != nullptr && t->kind == TypeKind::domain;
         t = context.catalog.type(t->base)) {
      if (t->oid == domain) return true;
    }
    return false;
  };
  std::vector<Oid> affected;
  for (const auto& [oid, relation] : context.data.relations) {
    const bool is_stored = relation->kind == RelationKind::table || relation->kind == RelationKind::partitioned_table ||
                           relation->kind == RelationKind::foreign_table;
    const bool uses = std::any_of(relation->columns.begin(), relation->columns.end(),
                                  [&](const Column& c) { return !c.dropped && is_of_domain(c.type); });
    if (is_stored && uses) affected.push_back(oid);
  }
  for (const Oid oid : affected) update_never_null(context.catalog, context.data.relations.edit(oid));
}

}  // namespace pgscribe::catalog
