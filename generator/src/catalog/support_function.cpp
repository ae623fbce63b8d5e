#include "catalog/support_function.hpp"

#include <algorithm>

#include "catalog/messages.hpp"
#include "catalog/object_description.hpp"

namespace pgscribe::catalog {

namespace {

bool is_polymorphic(Oid type) {
  switch (type) {
    case oid::anyelement:
    case oid::anyarray:
    case oid::anynonarray:
    case oid::anyenum:
    case oid::anyrange:
    case oid::anymultirange:
    case oid::anycompatible:
    case oid::anycompatiblearray:
    case oid::anycompatiblenonarray:
    case oid::anycompatiblerange:
    case oid::anycompatiblemultirange: return true;
    default: return false;
  }
}

bool is_array_form(Oid type) { return type == oid::anyarray || type == oid::anycompatiblearray; }
bool is_range_form(Oid type) { return type == oid::anyrange || type == oid::anycompatiblerange; }
bool is_multirange_form(Oid type) { return type == oid::anymultirange || type == oid::anycompatiblemultirange; }

bool accepts(const Catalog& catalog, Oid declared, Oid actual) {
  if (declared == actual || declared == oid::any) return true;
  if (is_polymorphic(declared)) return !is_polymorphic(actual);
  return catalog.is_binary_coercible(actual, declared);
}

/// The scalar that the call's polymorphic arguments agree on.
Oid element_of_call(const Catalog& catalog, const Function& function, const std::vector<Oid>& types) {
  for (std::size_t i = 0; i < types.size() && i < function.input_types.size(); ++i) {
    const Oid declared = function.input_types[i];
    if (is_array_form(declared)) return catalog.base_element_type(types[i]);
    if (is_range_form(declared) || is_multirange_form(declared)) {
      const Type* range = catalog.type(catalog.base_type(types[i]));
      return range == nullptr ? kInvalidOid : range->subtype;
    }
    if (is_polymorphic(declared)) return types[i];
  }
  return kInvalidOid;
}

Oid resolve_result(const Catalog& catalog, const Function& function, const std::vector<Oid>& types) {
  if (!is_polymorphic(function.result)) return function.result;
  for (std::size_t i = 0; i < types.size() && i < function.input_types.size(); ++i) {
    if (function.input_types[i] == function.result) return types[i];
  }
  const Oid element = element_of_call(catalog, function, types);
  if (is_array_form(function.result)) return catalog.array_type(element);
  const Type* range = catalog.range_of_subtype(element);
  if (is_range_form(function.result)) return range == nullptr ? kInvalidOid : range->oid;
  if (is_multirange_form(function.result)) return range == nullptr ? kInvalidOid : range->multirange;
  return element;
}

/// A VARIADIC "any" takes whatever comes.
bool fits(const Catalog& catalog, const Function& function, const std::vector<Oid>& types) {
  const std::size_t fixed = function.input_types.size();
  const bool takes_more = function.variadic == oid::any;
  if (takes_more ? types.size() + 1 < fixed : types.size() != fixed) return false;
  for (std::size_t i = 0; i < types.size() && i < fixed; ++i) {
    if (!accepts(catalog, function.input_types[i], types[i])) return false;
  }
  return true;
}

}  // namespace

SupportFunction find_support_function(const Catalog& catalog, const sql::QualifiedName& name,
                                      const std::vector<Oid>& types) {
  const WrittenName written = split_name(name);
  const Function* best = nullptr;
  for (const Function* candidate : catalog.find_functions(written.schema, written.name)) {
    if (candidate->input_types == types) {
      best = candidate;
      break;
    }
    if (best == nullptr && fits(catalog, *candidate, types)) best = candidate;
  }
  if (best == nullptr) return {};
  return {best, resolve_result(catalog, *best, types)};
}

SupportFunction require_support_function(const DdlContext& context, const sql::QualifiedName& name,
                                         const std::vector<Oid>& types, Span span) {
  SupportFunction found = find_support_function(context.catalog, name, types);
  if (found.function == nullptr) {
    context.fail(span,
                 msg::FunctionDoesNotExist(call_signature(context.catalog, name.joined(), types), support::kNoHint));
  }
  return found;
}

}  // namespace pgscribe::catalog
