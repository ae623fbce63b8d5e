#include <vector>

#include "catalog/ddl.hpp"
#include "catalog/dependencies.hpp"
#include "catalog/messages.hpp"
#include "catalog/named_object.hpp"
#include "catalog/table_part.hpp"

// DROP (dropcmds.c, RemoveObjects; tablecmds.c, RemoveRelations).

namespace pgscribe::catalog {

namespace {

bool is_aggregate(const DdlContext& context, const Address& routine) {
  return context.catalog.function(routine.oid)->kind == FunctionKind::aggregate;
}

/// False when the table or its part does not exist, which has been reported unless `missing_ok`.
bool drop_part(DdlContext& context, const sql::ObjectName& object, bool missing_ok) {
  const sql::QualifiedName table = table_of(object);
  if (table.parts.empty()) return true;
  const Relation* relation = missing_ok ? find_relation(context.catalog, table) : require_relation(context, table);
  if (relation == nullptr) return missing_ok;
  if (is_builtin(relation->oid)) return true;
  const std::string& name = object.name.last();
  if (!missing_ok && !check_part_exists(context, *relation, object.kind, name, object.span)) return false;
  const auto is_named = [&](const auto& part) { return part.name == name; };
  Relation& edited = context.data.relations.edit(relation->oid);
  if (object.kind == sql::ObjectKind::trigger) {
    std::erase_if(edited.triggers, is_named);
  } else if (object.kind == sql::ObjectKind::rule) {
    std::erase_if(edited.rules, is_named);
  } else {
    std::erase_if(edited.policies, is_named);
  }
  return true;
}

}  // namespace

void apply(DdlContext& context, const sql::Drop& statement) {
  const Missing missing = statement.if_exists ? Missing::skip : Missing::report;
  const std::size_t errors = context.diagnostics.error_count();
  std::vector<Address> targets;
  Span span;
  for (const sql::ObjectName& object : statement.objects) {
    if (is_part_of_table(object.kind)) {
      if (!drop_part(context, object, statement.if_exists)) return;
      continue;
    }
    std::optional<Address> target;
    if (is_relation_kind(object.kind)) {
      const Relation* relation = find_relation_of_kind(context, object.name, object.kind, missing, true);
      if (relation != nullptr) target = Address::of(Address::Kind::relation, relation->oid);
    } else {
      target = find_object(context, object, missing);
      if (target && object.kind == sql::ObjectKind::function && is_aggregate(context, *target)) {
        context.fail(object.span, msg::RoutineIsAnAggregate(object.name.joined()));
        return;
      }
    }
    if (context.diagnostics.error_count() > errors) return;
    if (target) targets.push_back(*target);
    span = span.empty() ? object.span : support::cover(span, object.span);
  }
  if (!targets.empty()) drop_objects(context, targets, statement.cascade, span);
}

}  // namespace pgscribe::catalog
