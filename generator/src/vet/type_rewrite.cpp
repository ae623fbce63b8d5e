#include "catalog/type_name.hpp"
#include "vet/messages.hpp"
#include "vet/migration_rules.hpp"

// type-rewrite: ALTER COLUMN ... TYPE that writes every row anew (ATColumnChangeRequiresRewrite).

namespace pgscribe::vet {

namespace {

using catalog::Column;
using catalog::ResolvedType;

/// numeric(p, s) in a type modifier.
struct NumericBounds {
  explicit NumericBounds(int modifier) : precision(((modifier - 4) >> 16) & 0xffff), scale((modifier - 4) & 0x7ff) {}
  int precision;
  int scale;
};

/// Every value that the old modifier let in stays as it is.
bool widens(catalog::Oid type, int old_modifier, int new_modifier) {
  if (new_modifier == -1 || new_modifier == old_modifier) return true;
  if (old_modifier == -1) return false;
  switch (type) {
    case catalog::oid::varchar:
    case catalog::oid::varbit:
    case catalog::oid::timestamp:
    case catalog::oid::timestamptz:
    case catalog::oid::time:
    case catalog::oid::timetz: return new_modifier > old_modifier;
    case catalog::oid::numeric: {
      const NumericBounds before(old_modifier);
      const NumericBounds after(new_modifier);
      return after.scale == before.scale && after.precision >= before.precision;
    }
    default: return false;
  }
}

bool keeps_rows(const catalog::Catalog& catalog, const Column& before, const ResolvedType& after) {
  if (before.type == after.type) return widens(after.type, before.type_modifier, after.type_modifier);
  return catalog.is_binary_coercible(before.type, after.type) && after.type_modifier == -1;
}

}  // namespace

void find_type_rewrites(const MigrationStep& step) {
  const auto [alter, table] = step.alteration();
  if (table == nullptr) return;
  for (const sql::AlterTableAction& action : alter->actions) {
    if (action.kind != sql::AlterTableKind::set_type || !action.type) continue;
    const Column* column = table->find_column(action.name.text);
    support::Diagnostics said_by_the_fold;
    const auto type = catalog::resolve_type(step.before, *action.type, step.file, said_by_the_fold);
    if (column == nullptr || !type || (!action.expr && keeps_rows(step.before, *column, *type))) continue;
    const std::string old_name = step.before.format_type(column->type, column->type_modifier);
    const std::string new_name = step.before.format_type(type->type, type->type_modifier);
    step.findings.add(action.type->span, msg::TypeChangeRewrites(column->name, old_name, new_name, table->name));
  }
}

}  // namespace pgscribe::vet
