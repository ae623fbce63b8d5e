#include <utility>

#include "sql/lowering.hpp"

// Operator classes and families.

namespace pgscribe::sql {
namespace {

constexpr int kOperatorItem = 1;  // OPCLASS_ITEM_OPERATOR ...
constexpr int kFunctionItem = 2;

std::vector<TypeName> lower_types(Lowering& l, NodeView list) {
  std::vector<TypeName> types;
  for (const NodeView item : list) types.push_back(lower_type(l, item.body()));
  return types;
}

/// The number after OPERATOR or FUNCTION.
Span lower_number_span(Lowering& l) {
  const std::size_t keyword = l.find_ahead({"operator", "function"});
  return l.tokens_span(keyword + 1, keyword + 2);
}

OperatorClassItem lower_item(Lowering& l, NodeView n) {
  OperatorClassItem item;
  n.pass_over();
  const int type = n.integer("itemtype");
  if (type != kOperatorItem && type != kFunctionItem) {
    item.kind = OperatorClassItem::Kind::storage;
    item.storage = lower_type(l, n["storedtype"]);
    return item;
  }
  item.kind = type == kOperatorItem ? OperatorClassItem::Kind::operator_ : OperatorClassItem::Kind::function;
  item.number = n.integer("number");
  item.number_span = lower_number_span(l);
  item.types = lower_types(l, n["class_args"]);
  const ObjectKind kind = type == kOperatorItem ? ObjectKind::operator_ : ObjectKind::function;
  if (const NodeView object = n["name"]) item.object = lower_object_with_args(l, kind, object);
  if (n["order_family"].size() != 0) item.sort_family = lower_name(l, n["order_family"]);
  return item;
}

std::vector<OperatorClassItem> lower_items(Lowering& l, NodeView list) {
  std::vector<OperatorClassItem> items;
  for (const NodeView item : list) items.push_back(lower_item(l, item.body()));
  return items;
}

}  // namespace

CreateOperatorClass lower_create_operator_class(Lowering& l, NodeView n) {
  CreateOperatorClass result;
  result.name = lower_name(l, n["opclassname"]);
  result.is_default = n.flag("isDefault");
  result.type = lower_type(l, n["datatype"]);
  result.method = l.locate(n.text("amname"));
  if (n["opfamilyname"].size() != 0) result.family = lower_name(l, n["opfamilyname"]);
  result.items = lower_items(l, n["items"]);
  return result;
}

CreateOperatorFamily lower_create_operator_family(Lowering& l, NodeView n) {
  CreateOperatorFamily result;
  result.name = lower_name(l, n["opfamilyname"]);
  result.method = l.locate(n.text("amname"));
  return result;
}

AlterOperatorFamily lower_alter_operator_family(Lowering& l, NodeView n) {
  AlterOperatorFamily result;
  result.name = lower_name(l, n["opfamilyname"]);
  result.method = l.locate(n.text("amname"));
  result.is_drop = n.flag("isDrop");
  result.items = lower_items(l, n["items"]);
  return result;
}

}  // namespace pgscribe::sql
