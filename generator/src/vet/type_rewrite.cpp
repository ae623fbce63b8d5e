#include "catalog/base_type.hpp"
#include "vet/messages.hpp"
#include "vet/migration_rules.hpp"

// type-rewrite: ALTER COLUMN ... TYPE that writes every row anew (ATColumnChangeRequiresRewrite).

namespace pgscribe::vet {

namespace {

using catalog::Column;
using catalog::ResolvedType;

/// What timestamp and time have where no precision is written.
constexpr int kMicroseconds = 6;

/// numeric(p, s) in a type modifier.
struct NumericBounds {
  explicit NumericBounds(int modifier) : precision(((modifier - 4) >> 16) & 0xffff), scale((modifier - 4) & 0x7ff) {}
  int precision;
  int scale;
};

/// Every value that the old modifier let in stays as it is.
bool widens(catalog::Oid type, int old_modifier, int new_modifier) {
  if (new_modifier == -1 || new_modifier == old_modifier) return true;
  const bool is_moment = type == catalog::oid::timestamp || type == catalog::oid::timestamptz ||
                         type == catalog::oid::time || type == catalog::oid::timetz;
  if (is_moment) return new_modifier >= (old_modifier == -1 ? kMicroseconds : old_modifier);
  if (old_modifier == -1) return false;
  switch (type) {
    case catalog::oid::varchar:
    case catalog::oid::varbit: return new_modifier > old_modifier;
    case catalog::oid::interval:  // its fields, and how many digits its seconds have
      return new_modifier >> 16 == old_modifier >> 16 && new_modifier > old_modifier;
    case catalog::oid::numeric: {
      const NumericBounds before(old_modifier);
      const NumericBounds after(new_modifier);
      return after.scale == before.scale && after.precision >= before.precision;
    }
    default: return false;
  }
}

/// DomainHasConstraints
bool checks_values(const catalog::Catalog& catalog, catalog::Oid type) {
  const catalog::Type* known = catalog.type(type);
  if (known == nullptr || known->kind != catalog::TypeKind::domain) return false;
  return known->has_not_null || !known->checks.empty() || checks_values(catalog, known->base);
}

/// Does a cast leave the bytes alone, in assignments too?
bool is_relabelled(const catalog::Catalog& catalog, catalog::Oid before, catalog::Oid after) {
  const catalog::Cast* cast = catalog.find_cast(before, after);
  return catalog.is_binary_coercible(before, after) || (cast != nullptr && cast->method == catalog::CastMethod::binary);
}

bool keeps_rows(const catalog::Catalog& catalog, const ResolvedType& before, const ResolvedType& after) {
  if (before.type != after.type && checks_values(catalog, after.type)) return false;
  const ResolvedType old_base = catalog::base_type_of(catalog, before);
  const ResolvedType new_base = catalog::base_type_of(catalog, after);
  if (old_base.type == new_base.type) return widens(new_base.type, old_base.type_modifier, new_base.type_modifier);
  return is_relabelled(catalog, old_base.type, new_base.type) && new_base.type_modifier == -1;
}

/// USING column::type, which is what happens without USING.
bool is_plain_cast(const MigrationStep& step, const sql::Expr& expr, const std::string& column,
                   const ResolvedType& type) {
  const auto* cast = std::get_if<sql::Cast>(&expr.node);
  const auto* arg = std::get_if<sql::ColumnRef>(cast == nullptr ? &expr.node : &cast->arg->node);
  if (arg == nullptr || arg->star || arg->fields.back().text != column) return false;
  if (cast == nullptr) return true;
  support::Diagnostics said_by_the_fold;
  const auto to = catalog::resolve_type(step.before, cast->type, step.file, said_by_the_fold);
  return to && to->type == type.type && to->type_modifier == type.type_modifier;
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
    if (column == nullptr || !type) continue;
    const bool is_converted = action.expr && !is_plain_cast(step, *action.expr, column->name, *type);
    if (!is_converted && keeps_rows(step.before, {column->type, column->type_modifier}, *type)) continue;
    const std::string old_name = step.before.format_type(column->type, column->type_modifier);
    const std::string new_name = step.before.format_type(type->type, type->type_modifier);
    step.findings.add(action.type->span, msg::TypeChangeRewrites(column->name, old_name, new_name, table->name));
  }
}

}  // namespace pgscribe::vet
