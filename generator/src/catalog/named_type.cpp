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

namespace {

std::vector<Oid> stored_with_column_of(const DdlContext& context, Oid type) {
  std::vector<Oid> found;
  for (const Oid oid : context.data.relations.mentioning(type)) {
    const Relation& relation = *context.catalog.relation(oid);
    const bool is_stored = relation.kind == RelationKind::table || relation.kind == RelationKind::partitioned_table ||
                           relation.kind == RelationKind::foreign_table;
    const bool has_column = std::any_of(relation.columns.begin(), relation.columns.end(),
                                        [&](const Column& c) { return !c.dropped && c.type == type; });
    if (is_stored && has_column) found.push_back(oid);
  }
  return found;
}

}  // namespace

void update_domain(DdlContext& context, Oid domain) {
  Type& type = context.data.types.edit(domain);
  type.not_null = type.has_not_null || std::any_of(type.checks.begin(), type.checks.end(), [](const CheckRule& check) {
                    return check.valid && check.expr && !columns_proved_not_null(*check.expr).empty();
                  });
  std::vector<Oid> domains{domain};  // and those that are over it
  for (std::size_t i = 0; i < domains.size(); ++i) {
    for (const Oid oid : context.data.types.mentioning(domains[i])) {
      if (context.catalog.type(oid)->base == domains[i]) domains.push_back(oid);
    }
    for (const Oid oid : stored_with_column_of(context, domains[i]))
      update_never_null(context.catalog, context.data.relations.edit(oid));
  }
}

}  // namespace pgscribe::catalog
