#include <vector>

#include "catalog/ddl.hpp"
#include "catalog/dependencies.hpp"
#include "catalog/named_object.hpp"

// dropcmds.c, RemoveObjects; tablecmds.c, RemoveRelations.

namespace pgscribe::catalog {

namespace {

/// Triggers, rules and policies are not held, but the table that they name must exist.
bool is_part_of_table(sql::ObjectKind kind) {
  return kind == sql::ObjectKind::trigger || kind == sql::ObjectKind::rule || kind == sql::ObjectKind::policy;
}

bool check_table(const DdlContext& context, const sql::ObjectName& object) {
  sql::QualifiedName table = object.name;
  table.parts.pop_back();
  return table.parts.empty() || require_relation(context, table) != nullptr;
}

}  // namespace

void apply(DdlContext& context, const sql::Drop& statement) {
  const Missing missing = statement.if_exists ? Missing::skip : Missing::report;
  const std::size_t errors = context.diagnostics.error_count();
  std::vector<Address> targets;
  Span span;
  for (const sql::ObjectName& object : statement.objects) {
    if (is_part_of_table(object.kind)) {
      if (!statement.if_exists && !check_table(context, object)) return;
      continue;
    }
    std::optional<Address> target;
    if (is_relation_kind(object.kind)) {
      const Relation* relation = find_relation_of_kind(context, object.name, object.kind, missing, true);
      if (relation != nullptr) target = Address::of(Address::Kind::relation, relation->oid);
    } else {
      target = find_object(context, object, missing);
    }
    if (context.diagnostics.error_count() > errors) return;
    if (target) targets.push_back(*target);
    span = span.empty() ? object.span : support::cover(span, object.span);
  }
  if (!targets.empty()) drop_objects(context, targets, statement.cascade, span);
}

}  // namespace pgscribe::catalog
