#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/types/coercion.hpp"
#include "catalog/messages.hpp"
#include "catalog/type_name.hpp"

// Casts and COLLATE (transformTypeCast and transformCollateClause).

namespace pgscribe::analyze {

namespace {

/// `integer $1`: libpg_query's grammar takes a parameter for the constant of `type 'constant'`; PostgreSQL's does not.
/// No other form of cast has the type before its argument and no CAST at its own location.
bool is_typed_parameter(const sql::Cast& cast, Span span) {
  return std::holds_alternative<sql::ParamRef>(cast.arg->node) && !cast.type.span.empty() &&
         cast.type.span.begin < cast.arg->span.begin && span.begin == cast.type.span.begin;
}

BoundRef transform_cast_argument(ParseState& state, const sql::Cast& cast, const catalog::ResolvedType& target) {
  // An ARRAY[] under a cast to an array type learns its type from the cast (also through a domain over an array).
  if (const auto* array = std::get_if<sql::ArrayConstructor>(&cast.arg->node)) {
    const catalog::Catalog& catalog = state.context.catalog;
    const Oid base = catalog.base_type(target.type);
    if (const Oid element = catalog.element_type(base); element != catalog::kInvalidOid) {
      int modifier = target.type_modifier;
      if (base != target.type && modifier < 0) {
        if (const catalog::Type* domain = catalog.type(target.type)) modifier = domain->base_modifier;
      }
      return transform_array(state, *array, base, element, modifier, cast.arg->span);
    }
  }
  return transform_expr_recurse(state, *cast.arg);
}

}  // namespace

catalog::ResolvedType resolve_type_name(ParseState& state, const sql::TypeName& name) {
  AnalysisContext& context = state.context;
  support::Diagnostics found;
  auto resolved = catalog::resolve_type(context.catalog, name, context.file, found);
  for (const support::Diagnostic& d : found.all()) {
    if (d.severity == support::Severity::error) fail(state, d.span, {d.severity, d.code, d.message, d.detail, d.hint});
  }
  if (!resolved) fail_silently();
  return *resolved;
}

BoundRef transform_cast(ParseState& state, const sql::Cast& cast, Span span) {
  if (is_typed_parameter(cast, span)) {
    fail(state, cast.arg->span, msg::TypeBeforeParameter(state.context.file.slice(cast.arg->span)));
  }
  const catalog::ResolvedType target = resolve_type_name(state, cast.type);
  BoundRef arg = transform_cast_argument(state, cast, target);
  BoundRef result =
      coerce_to_target_type(state, arg, {target.type, target.type_modifier, CoercionContext::explicit_, false, span});
  if (result != nullptr) return result;
  const catalog::Catalog& catalog = state.context.catalog;
  fail(state, span.empty() ? arg->span : span,
       msg::CannotCast(catalog.format_type(arg->type), catalog.format_type(target.type)));
}

void check_collation_exists(ParseState& state, const sql::QualifiedName& collation, Span span) {
  const catalog::Catalog& catalog = state.context.catalog;
  const std::vector<std::string>& parts = collation.parts;
  const std::string schema = parts.size() > 1 ? parts[parts.size() - 2] : std::string();
  if (!schema.empty() && !catalog.has_schema(schema)) {
    fail(state, span, msg::SchemaDoesNotExist(schema, support::kNoHint));
  }
  if (!catalog.has_collation(schema, parts.back())) {
    fail(state, span, msg::CollationDoesNotExist(collation.joined()));
  }
}

BoundRef transform_collate(ParseState& state, const sql::Collate& collate, Span span) {
  const catalog::Catalog& catalog = state.context.catalog;
  BoundRef arg = transform_expr_recurse(state, *collate.arg);
  const catalog::Type* type = catalog.type(catalog.base_type(arg->type));
  if (arg->type != catalog::oid::unknown && (type == nullptr || !type->is_collatable)) {
    fail(state, span, msg::CollationsAreNotSupportedByType(catalog.format_type(arg->type)));
  }
  check_collation_exists(state, collate.collation, span);
  const std::vector<std::string>& parts = collate.collation.parts;
  const Span place = arg->span;
  const Oid result = arg->type;
  const int modifier = arg->type_modifier;
  state.context.has_collations = true;
  return make_bound(CollateExpr{std::move(arg), parts.back(), span}, result, place, modifier);
}

}  // namespace pgscribe::analyze
