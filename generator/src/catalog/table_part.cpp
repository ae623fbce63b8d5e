#include "catalog/table_part.hpp"

#include <algorithm>

#include "catalog/builtins.hpp"
#include "catalog/messages.hpp"

namespace pgscribe::catalog {

namespace {

template <class Part>
bool has_named(const std::vector<Part>& parts, const std::string& name) {
  return std::any_of(parts.begin(), parts.end(), [&](const Part& part) { return part.name == name; });
}

bool has_part(const Catalog& catalog, const Relation& table, sql::ObjectKind kind, const std::string& name) {
  if (kind == sql::ObjectKind::rule) return has_named(table.rules, name);
  if (kind == sql::ObjectKind::policy) return has_named(table.policies, name);
  if (has_named(table.triggers, name)) return true;
  // A partition has a copy of each trigger of the tables above it.
  const Relation* above =
      table.is_partition && !table.parents.empty() ? catalog.relation(table.parents.front()) : nullptr;
  return above != nullptr && has_part(catalog, *above, kind, name);
}

std::string_view kind_word(sql::ObjectKind kind) {
  if (kind == sql::ObjectKind::rule) return "rule";
  return kind == sql::ObjectKind::policy ? "policy" : "trigger";
}

/// Not all is known of them: what they have was not written in the schema.
bool is_seen(const Relation& table) { return !is_builtin(table.oid) && !table.is_poisoned; }

}  // namespace

bool is_part_of_table(sql::ObjectKind kind) {
  return kind == sql::ObjectKind::trigger || kind == sql::ObjectKind::rule || kind == sql::ObjectKind::policy;
}

sql::QualifiedName table_of(const sql::ObjectName& part) {
  sql::QualifiedName table = part.name;
  table.parts.pop_back();
  return table;
}

bool check_part_is_new(const DdlContext& context, const Relation& table, sql::ObjectKind kind, const std::string& name,
                       Span span) {
  if (!is_seen(table) || !has_part(context.catalog, table, kind, name)) return true;
  const std::string_view of = kind == sql::ObjectKind::policy ? "table" : "relation";
  return context.fail(span, msg::TablePartExists(kind_word(kind), name, of, table.name));
}

bool check_part_exists(const DdlContext& context, const Relation& table, sql::ObjectKind kind, const std::string& name,
                       Span span) {
  // Triggers that enforce foreign keys are the server's, which numbers them.
  const bool is_servers = kind == sql::ObjectKind::trigger && name.rfind("RI_ConstraintTrigger_", 0) == 0;
  if (is_servers || !is_seen(table) || has_part(context.catalog, table, kind, name)) return true;
  const std::string_view of = kind == sql::ObjectKind::rule ? "relation" : "table";
  return context.fail(span, msg::TablePartDoesNotExist(kind_word(kind), name, of, table.name));
}

}  // namespace pgscribe::catalog
