#include <algorithm>
#include <utility>

#include "catalog/column_definition.hpp"
#include "catalog/ddl.hpp"
#include "catalog/messages.hpp"
#include "catalog/named_type.hpp"
#include "catalog/new_object.hpp"
#include "catalog/object_name.hpp"
#include "catalog/table_expression.hpp"
#include "catalog/type_name.hpp"

// CREATE DOMAIN and ALTER DOMAIN (typecmds.c: DefineDomain, AlterDomain...).

namespace pgscribe::catalog {

namespace {

/// NOT NULL of a domain is a constraint with a name since PostgreSQL 17.
void name_not_null(const DdlContext& context, const std::string& written, Type& domain) {
  if (context.catalog.server_version() < 17) return;
  std::vector<std::string> taken;
  for (const CheckRule& check : domain.checks) taken.push_back(check.name);
  domain.not_null_name =
      written.empty() ? choose_constraint_name(context.catalog, domain.schema, domain.name, {}, "not_null", taken)
                      : written;
}

void set_default(DdlContext& context, const sql::ExprRef& expr, Type& domain) {
  domain.default_uses = expr ? read_default(context, *expr, {domain.name, domain.base}).uses : nullptr;
}

/// Reports constraints that domains cannot have; takes NOT NULL and CHECK.
bool add_domain_constraint(DdlContext& context, const sql::Constraint& constraint, Type& domain, bool& saw_nullable) {
  const auto refuse = [&](std::string_view what) {
    return context.fail(constraint.span, msg::ConstraintsNotPossibleForDomains(what));
  };
  switch (constraint.kind) {
    case sql::ConstraintKind::not_null:
    case sql::ConstraintKind::null: {
      const bool not_null = constraint.kind == sql::ConstraintKind::not_null;
      if (saw_nullable && domain.has_not_null != not_null)
        return context.fail(constraint.span, msg::ConflictingNullNotNullConstraints());
      saw_nullable = true;
      if (not_null && !domain.has_not_null) name_not_null(context, constraint.name, domain);
      domain.has_not_null = not_null;
      return true;
    }
    case sql::ConstraintKind::check: {
      std::vector<std::string> taken;
      for (const CheckRule& check : domain.checks) taken.push_back(check.name);
      if (!constraint.name.empty() && std::find(taken.begin(), taken.end(), constraint.name) != taken.end()) {
        return context.fail(constraint.span, msg::ConstraintForDomainAlreadyExists(constraint.name, domain.name));
      }
      const std::string name = constraint.name.empty() ? choose_constraint_name(context.catalog, domain.schema,
                                                                                domain.name, {}, "check", taken)
                                                       : constraint.name;
      domain.checks.push_back({name, constraint.expr, !constraint.not_valid});
      if (constraint.expr) domain.checks.back().uses = uses_of_domain_check(context, *constraint.expr, domain.base);
      return true;
    }
    case sql::ConstraintKind::default_: set_default(context, constraint.expr, domain); return true;
    case sql::ConstraintKind::unique: return refuse("unique");
    case sql::ConstraintKind::primary_key: return refuse("primary key");
    case sql::ConstraintKind::exclusion: return refuse("exclusion");
    case sql::ConstraintKind::foreign_key: return refuse("foreign key");
    case sql::ConstraintKind::enforced:
    case sql::ConstraintKind::not_enforced: return context.fail(constraint.span, msg::EnforceabilityOfDomains());
    default: return true;
  }
}

bool is_valid_base(const Type& type) { return type.kind != TypeKind::pseudo && type.is_defined; }

}  // namespace

void apply(DdlContext& context, const sql::CreateDomain& statement) {
  const std::optional<CreationName> name = creation_name(context, statement.name);
  if (!name) return;
  const std::optional<ResolvedType> base =
      resolve_type(context.catalog, statement.type, context.file, context.diagnostics);
  if (!base) return;
  const Type& base_type = *context.catalog.type(base->type);
  if (!is_valid_base(base_type)) {
    context.fail(statement.type.span, msg::InvalidDomainBaseType(written_type_name(statement.type)));
    return;
  }
  Type domain;
  domain.schema = name->schema;
  domain.name = name->name;
  domain.kind = TypeKind::domain;
  domain.category = base_type.category;
  domain.base = base->type;
  domain.base_modifier = base->type_modifier;
  domain.is_collatable = base_type.is_collatable;
  if (statement.collation && !check_collation(context, *statement.collation, statement.collation_span, base->type))
    return;
  bool saw_nullable = false;
  for (const sql::Constraint& constraint : statement.constraints) {
    if (!add_domain_constraint(context, constraint, domain, saw_nullable)) return;
  }
  const Oid oid = add_type(context, std::move(domain), statement.name.span);
  if (oid != kInvalidOid) update_domain(context, oid);
}

namespace {

/// Does a value of `type` hold values of the domain inside, as an array, range or composite does?
bool contains_domain(const Catalog& catalog, Oid oid, Oid domain) {
  const Type* type = catalog.type(oid);
  if (type == nullptr || oid == domain) return oid == domain;
  if (type->is_true_array) return contains_domain(catalog, type->element, domain);
  if (type->kind == TypeKind::domain) return contains_domain(catalog, type->base, domain);
  if (type->kind == TypeKind::range || type->kind == TypeKind::multirange)
    return contains_domain(catalog, type->subtype, domain);
  const std::vector<CompositeAttribute> attributes = catalog.attributes(oid);
  return std::any_of(attributes.begin(), attributes.end(),
                     [&](const CompositeAttribute& a) { return contains_domain(catalog, a.type, domain); });
}

/// get_rels_with_domain: PostgreSQL cannot check values that stored arrays, ranges and composites hold.
bool check_no_container(const DdlContext& context, Oid domain, Span span) {
  for (const auto& [oid, relation] : context.data.relations) {
    const bool is_stored = relation->kind == RelationKind::table || relation->kind == RelationKind::partitioned_table ||
                           relation->kind == RelationKind::materialized_view;
    if (!is_stored) continue;
    for (const Column& column : relation->columns) {
      if (column.dropped || context.catalog.base_type(column.type) == context.catalog.base_type(domain)) continue;
      if (!contains_domain(context.catalog, column.type, domain)) continue;
      return context.fail(span, msg::CannotAlterTypeBecauseColumnUsesIt(context.catalog.format_type(domain),
                                                                        relation->name, column.name));
    }
  }
  return true;
}

bool drop_domain_constraint(DdlContext& context, const sql::AlterDomain& statement, Type& domain) {
  if (!domain.not_null_name.empty() && domain.not_null_name == statement.constraint_name) {
    domain.not_null_name.clear();
    domain.has_not_null = false;
    return true;
  }
  const auto removed =
      std::erase_if(domain.checks, [&](const CheckRule& check) { return check.name == statement.constraint_name; });
  return removed > 0 || statement.if_exists ||
         context.fail(statement.name.span, msg::ConstraintOfDomainDoesNotExist(statement.constraint_name, domain.name));
}

bool validate_domain_constraint(DdlContext& context, const sql::AlterDomain& statement, Type& domain) {
  const auto check = std::find_if(domain.checks.begin(), domain.checks.end(),
                                  [&](const CheckRule& rule) { return rule.name == statement.constraint_name; });
  if (check == domain.checks.end()) {
    return context.fail(statement.name.span,
                        msg::ConstraintOfDomainDoesNotExist(statement.constraint_name, domain.name));
  }
  check->valid = true;
  return true;
}

bool alter_domain(DdlContext& context, const sql::AlterDomain& statement, Type& domain) {
  switch (statement.kind) {
    case sql::AlterDomainKind::set_not_null:
    case sql::AlterDomainKind::drop_not_null:
      if (statement.kind == sql::AlterDomainKind::drop_not_null)
        domain.not_null_name.clear();
      else if (!domain.has_not_null)
        name_not_null(context, {}, domain);
      domain.has_not_null = statement.kind == sql::AlterDomainKind::set_not_null;
      return true;
    case sql::AlterDomainKind::add_constraint: {
      bool saw_nullable = false;
      return !statement.constraint || add_domain_constraint(context, *statement.constraint, domain, saw_nullable);
    }
    case sql::AlterDomainKind::drop_constraint: return drop_domain_constraint(context, statement, domain);
    case sql::AlterDomainKind::set_default:
    case sql::AlterDomainKind::drop_default: set_default(context, statement.default_value, domain); return true;
    case sql::AlterDomainKind::validate: return validate_domain_constraint(context, statement, domain);
  }
  return true;
}

}  // namespace

void apply(DdlContext& context, const sql::AlterDomain& statement) {
  const Type* type = require_type(context, statement.name);
  if (type == nullptr) return;
  if (type->kind != TypeKind::domain) {
    context.fail(statement.name.span, msg::NotADomain(context.catalog.format_type(type->oid)));
    return;
  }
  const Oid oid = type->oid;
  if (is_builtin(oid)) return;
  const bool checks_values = statement.kind == sql::AlterDomainKind::set_not_null ||
                             statement.kind == sql::AlterDomainKind::validate ||
                             (statement.kind == sql::AlterDomainKind::add_constraint && statement.constraint &&
                              !statement.constraint->not_valid);
  const auto has_constraint = [&](const CheckRule& rule) { return rule.name == statement.constraint_name; };
  const bool is_missing = statement.kind == sql::AlterDomainKind::validate &&
                          std::none_of(type->checks.begin(), type->checks.end(), has_constraint);
  if (checks_values && !is_missing && !check_no_container(context, oid, statement.name.span)) return;
  if (alter_domain(context, statement, context.data.types.edit(oid))) update_domain(context, oid);
}

}  // namespace pgscribe::catalog
