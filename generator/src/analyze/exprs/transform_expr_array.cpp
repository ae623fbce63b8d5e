#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/types/coercion.hpp"
#include "analyze/types/messages.hpp"

// ARRAY[...] (transformArrayExpr).

namespace pgscribe::analyze {

namespace {

struct ArrayTarget {
  Oid array = catalog::kInvalidOid;
  Oid element = catalog::kInvalidOid;
};

/// An array makes a dimension more; int2vector and oidvector, which can have one only, do not (nor do domains over
/// arrays).
bool is_sub_array(const catalog::Catalog& catalog, Oid type) {
  return type != catalog::oid::int2vector && type != catalog::oid::oidvector &&
         catalog.element_type(type) != catalog::kInvalidOid;
}

/// The types of an array whose elements have the common type `common`. It must have an array type.
ArrayTarget target_of_common_type(ParseState& state, Oid common, bool multidimensional, Span span) {
  const catalog::Catalog& catalog = state.context.catalog;
  ArrayTarget target;
  if (multidimensional) {
    target = {common, catalog.element_type(common)};
    if (target.element == catalog::kInvalidOid) fail(state, span, msg::NoElementType(catalog.format_type(common)));
  } else {
    target = {catalog.array_type(common), common};
    if (target.array == catalog::kInvalidOid) fail(state, span, msg::NoArrayType(catalog.format_type(common)));
  }
  return target;
}

/// The elements explicitly cast, because the whole array was.
void cast_elements(ParseState& state, BoundList& elements, Oid target, int type_modifier) {
  const catalog::Catalog& catalog = state.context.catalog;
  for (BoundRef& element : elements) {
    BoundRef coerced =
        coerce_to_target_type(state, element, {target, type_modifier, CoercionContext::explicit_, false});
    if (coerced == nullptr) {
      fail(state, element->span, msg::CannotCast(catalog.format_type(element->type), catalog.format_type(target)));
    }
    element = std::move(coerced);
  }
}

}  // namespace

BoundRef transform_array(ParseState& state, const sql::ArrayConstructor& constructor, Oid array, Oid element,
                         int type_modifier, Span span) {
  const catalog::Catalog& catalog = state.context.catalog;
  ArrayExpr result;
  for (const sql::ExprRef& item : constructor.elements) {
    if (const auto* inner = std::get_if<sql::ArrayConstructor>(&item->node)) {
      result.elements.push_back(transform_array(state, *inner, array, element, type_modifier, item->span));
      result.multidimensional = true;
    } else {
      result.elements.push_back(transform_expr_recurse(state, *item));
      if (is_sub_array(catalog, result.elements.back()->type)) result.multidimensional = true;
    }
  }

  ArrayTarget target{array, element};
  if (array != catalog::kInvalidOid) {
    cast_elements(state, result.elements, result.multidimensional ? array : element, type_modifier);
  } else {
    if (result.elements.empty()) fail(state, span, msg::EmptyArrayUndetermined());
    const Oid common = select_common_type(state, result.elements, "ARRAY");
    target = target_of_common_type(state, common, result.multidimensional, span);
    for (BoundRef& item : result.elements) item = coerce_to_common_type(state, item, common, "ARRAY");
  }
  result.element = target.element;
  const int modifier = agreed_type_modifier(result.elements, result.multidimensional ? target.array : target.element);
  return make_bound(std::move(result), target.array, span, modifier);
}

}  // namespace pgscribe::analyze
