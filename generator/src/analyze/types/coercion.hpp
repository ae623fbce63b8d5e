#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "analyze/scope/parse_state.hpp"

// Expressions coerced to a type, as arguments, assignments and casts are (parse_coerce.c).

namespace pgscribe::analyze {

enum class CoercionContext { implicit, assignment, explicit_ };

/// What an expression is to become, and how it is said.
struct Coercion {
  Oid target = catalog::kInvalidOid;
  int type_modifier = -1;
  CoercionContext context = CoercionContext::implicit;
  bool is_implicit = true;  ///< nobody wrote it
  Span location{};          ///< of the cast; empty: the expression's own

  [[nodiscard]] Coercion to(Oid other_target, int other_modifier = -1) const {
    return {other_target, other_modifier, context, is_implicit, location};
  }
};

/// coerce_to_target_type: null when there is no such coercion (the caller words the error).
[[nodiscard]] BoundRef coerce_to_target_type(ParseState& state, BoundRef expr, const Coercion& coercion);
/// can_coerce_type
[[nodiscard]] bool can_coerce(const catalog::Catalog& catalog, std::span<const Oid> from, std::span<const Oid> to,
                              CoercionContext context);
/// coerce_type: the caller knows that it can. Unknown literals are checked against the target's input syntax here;
/// parameters get their type.
[[nodiscard]] BoundRef coerce_type(ParseState& state, BoundRef expr, const Coercion& coercion);
/// coerce_to_boolean / coerce_to_specific_type: else "argument of WHERE must be type boolean, not type integer"
/// [42804].
[[nodiscard]] BoundRef coerce_to_boolean(ParseState& state, BoundRef expr, std::string_view construct);
[[nodiscard]] BoundRef coerce_to_specific_type(ParseState& state, BoundRef expr, Oid target,
                                               std::string_view construct);
/// coerce_to_common_type
[[nodiscard]] BoundRef coerce_to_common_type(ParseState& state, BoundRef expr, Oid target, std::string_view construct);
/// select_common_type: kInvalidOid when `construct` is empty and types do not match; else it is an error [42804], "CASE
/// types x and y cannot be matched".
[[nodiscard]] Oid select_common_type(ParseState& state, const BoundList& exprs, std::string_view construct,
                                     BoundRef* which = nullptr);
/// verify_common_type: every expression can be coerced to `common` implicitly.
[[nodiscard]] bool is_common_type(const catalog::Catalog& catalog, const BoundList& exprs, Oid common);
/// The same over bare types; kInvalidOid when they have none.
[[nodiscard]] Oid find_common_type(const catalog::Catalog& catalog, std::span<const Oid> types);
/// select_common_typmod
[[nodiscard]] int select_common_type_modifier(const BoundList& exprs, Oid common_type);
/// check_generic_type_consistency
[[nodiscard]] bool is_polymorphic_consistent(const catalog::Catalog& catalog, std::span<const Oid> actual,
                                             std::span<const Oid> declared);
/// enforce_generic_type_consistency: resolves polymorphic `declared` in place, gives the actual result type
/// [42804, 42704].
[[nodiscard]] Oid resolve_polymorphic(ParseState& state, std::span<const Oid> actual, std::vector<Oid>& declared,
                                      Oid result, bool allow_polymorphic, Span location);
[[nodiscard]] bool is_polymorphic(Oid type);
/// TypeCategory / IsPreferredType
[[nodiscard]] char type_category(const catalog::Catalog& catalog, Oid type);
[[nodiscard]] bool is_preferred_type(const catalog::Catalog& catalog, char category, Oid type);
/// coerce_to_domain: the checks of a domain around a value of its base type; `expr` itself when the target is no
/// domain.
[[nodiscard]] BoundRef coerce_to_domain(ParseState& state, BoundRef expr, const Coercion& coercion);
/// coerce_type_typmod: enforces the type modifier on a value that has the type already.
[[nodiscard]] BoundRef coerce_type_modifier(ParseState& state, BoundRef expr, const Coercion& coercion);
/// make_fn_arguments: coerces each argument to what the function or operator takes.
void coerce_arguments(ParseState& state, BoundList& args, std::span<const Oid> actual, std::span<const Oid> declared);

enum class CoercionPath { none, function, relabel, array, in_out };
/// find_coercion_pathway; `function` gets the cast function.
[[nodiscard]] CoercionPath find_coercion_path(const catalog::Catalog& catalog, Oid target, Oid source,
                                              CoercionContext context, const catalog::Function** function);
/// find_typmod_coercion_function: how a length is enforced on a value of its own type (varchar(10) of a varchar).
[[nodiscard]] CoercionPath find_typmod_coercion(const catalog::Catalog& catalog, Oid type,
                                                const catalog::Function** function);

}  // namespace pgscribe::analyze
