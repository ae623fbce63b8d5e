#pragma once

#include <type_traits>

#include "sql/ast_expr.hpp"

// The parts of a raw expression, for walks.

namespace pgscribe::catalog {

/// Calls `f` with each child slot (an ExprRef, perhaps null) of one expression node, const or not. Covers what may
/// stand in a CHECK, a generated column or an index; sub-selects may not, so they count as leaves.
template <class Node, class F>
void for_each_child_slot(Node& node, const F& f) {
  using N = std::remove_const_t<Node>;
  const auto both = [&](auto& e) {
    f(e.left);
    f(e.right);
  };
  const auto list = [&](auto& expressions) {
    for (auto& expr : expressions) f(expr);
  };
  if constexpr (std::is_same_v<N, sql::Cast> || std::is_same_v<N, sql::Collate> || std::is_same_v<N, sql::NullTest> ||
                std::is_same_v<N, sql::BooleanTest> || std::is_same_v<N, sql::XmlSerialize>) {
    f(node.arg);
  } else if constexpr (std::is_same_v<N, sql::OperatorCall> || std::is_same_v<N, sql::ArrayComparison> ||
                       std::is_same_v<N, sql::DistinctFrom> || std::is_same_v<N, sql::NullIf> ||
                       std::is_same_v<N, sql::PatternMatch>) {
    both(node);
  } else if constexpr (std::is_same_v<N, sql::InList>) {
    f(node.left);
    list(node.list);
  } else if constexpr (std::is_same_v<N, sql::Between>) {
    f(node.arg);
    f(node.low);
    f(node.high);
  } else if constexpr (std::is_same_v<N, sql::BooleanCall> || std::is_same_v<N, sql::FunctionCall> ||
                       std::is_same_v<N, sql::Coalesce> || std::is_same_v<N, sql::MinMax> ||
                       std::is_same_v<N, sql::GroupingCall>) {
    list(node.args);
  } else if constexpr (std::is_same_v<N, sql::NamedArgument>) {
    f(node.value);
  } else if constexpr (std::is_same_v<N, sql::Case>) {
    f(node.arg);
    for (auto& when : node.whens) {
      f(when.when);
      f(when.then);
    }
    f(node.otherwise);
  } else if constexpr (std::is_same_v<N, sql::ArrayConstructor>) {
    list(node.elements);
  } else if constexpr (std::is_same_v<N, sql::RowConstructor>) {
    list(node.fields);
  } else if constexpr (std::is_same_v<N, sql::XmlCall>) {
    for (auto& named : node.named_args) f(named.second);
    list(node.args);
  } else if constexpr (std::is_same_v<N, sql::JsonObject>) {
    for (auto& member : node.members) {
      f(member.key);
      f(member.value.expr);
    }
  } else if constexpr (std::is_same_v<N, sql::JsonArray>) {
    for (auto& element : node.elements) f(element.expr);
  } else if constexpr (std::is_same_v<N, sql::JsonParse> || std::is_same_v<N, sql::JsonSerialize>) {
    f(node.value.expr);
  } else if constexpr (std::is_same_v<N, sql::JsonScalar> || std::is_same_v<N, sql::JsonTest>) {
    f(node.arg);
  } else if constexpr (std::is_same_v<N, sql::JsonQueryCall>) {
    f(node.document.expr);
    f(node.path);
    for (auto& argument : node.passing) f(argument.value.expr);
    for (auto* behavior : {&node.on_empty, &node.on_error}) {
      if (*behavior) f((*behavior)->value);
    }
  } else if constexpr (std::is_same_v<N, sql::Indirection>) {
    f(node.arg);
    for (auto& step : node.steps) {
      if (auto* subscript = std::get_if<sql::SubscriptStep>(&step)) f(subscript->index);
      if (auto* slice = std::get_if<sql::SliceStep>(&step)) {
        f(slice->lower);
        f(slice->upper);
      }
    }
  }
}

}  // namespace pgscribe::catalog
