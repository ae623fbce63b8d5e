#include <optional>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/calls/operator_resolution.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/from/from_item.hpp"
#include "analyze/from/messages.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/scope/recursion.hpp"
#include "analyze/scope/scope.hpp"
#include "analyze/types/coercion.hpp"

// JOIN with ON, USING and NATURAL (the JoinExpr case of transformFromClauseItem).

namespace pgscribe::analyze {
namespace {

/// What the join under construction shows: a column and what it stands for.
struct JoinColumns {
  std::vector<RangeColumn> columns;
  BoundList sources;

  void add(std::string name, BoundRef source) {
    columns.push_back({std::move(name), source->type, source->type_modifier, false});
    sources.push_back(std::move(source));
  }
};

/// One input of the join: the names of its columns and which of them USING has taken.
struct JoinInput {
  const NamespaceItem& item;
  const char* side;
  std::vector<bool> merged;

  JoinInput(const NamespaceItem& from, const char* which)
      : item(from), side(which), merged(from.columns.size(), false) {}
};

/// The Var for column `index` (0-based) of the input's nscolumns.
BoundRef input_column(ParseState& state, const JoinInput& input, std::size_t index, Span span) {
  const RangeEntry& entry = state.query->range_table[static_cast<std::size_t>(input.item.entry)];
  if (entry.kind == RangeKind::join) {
    const BoundRef& source = entry.join_columns[index];
    if (std::holds_alternative<ColumnVar>(source->node)) {
      return make_bound(source->node, source->type, span, source->type_modifier);
    }
  }
  const RangeColumn& column = entry.columns[index];
  return make_bound(ColumnVar{input.item.entry, static_cast<int>(index) + 1, 0}, column.type, span,
                    column.type_modifier);
}

/// Position of a USING column in an input: it must be there, and once.
std::size_t find_using_column(ParseState& state, const JoinInput& input, const sql::Name& column) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < input.item.columns.size(); ++i) {
    if (input.item.columns[i] != column.text) continue;
    if (found) fail(state, column.span, msg::CommonColumnNotUnique(column.text, input.side));
    found = i;
  }
  if (!found) fail(state, column.span, msg::UsingColumnDoesNotExist(column.text, input.side));
  return *found;
}

/// A column that USING merges; the input does not show it any more.
BoundRef take_using_column(ParseState& state, JoinInput& input, const sql::Name& column) {
  const std::size_t position = find_using_column(state, input, column);
  input.merged[position] = true;
  BoundRef taken = input_column(state, input, position, column.span);
  if (taken->type == catalog::kErrorType) fail_silently();
  return taken;
}

std::vector<sql::Name> natural_columns(const NamespaceItem& left, const NamespaceItem& right, Span span) {
  std::vector<sql::Name> common;
  for (const std::string& name : left.columns) {
    if (name.empty()) continue;
    for (const std::string& other : right.columns) {
      if (name != other) continue;
      common.push_back({name, span});
      break;
    }
  }
  return common;
}

BoundRef coerce_merged(ParseState& state, const BoundRef& var, Oid type, int type_modifier) {
  if (var->type != type) {
    return coerce_type(state, var, {type, type_modifier, CoercionContext::implicit, true, var->span});
  }
  if (var->type_modifier != type_modifier) {
    return make_bound(CoercionExpr{CoercionMethod::relabel, var, nullptr, true}, type, var->span, type_modifier);
  }
  return var;
}

/// buildMergedJoinVar
BoundRef merge_column(ParseState& state, sql::JoinKind kind, const BoundRef& left, const BoundRef& right) {
  const Oid type = select_common_type(state, {left, right}, "JOIN/USING");
  const int type_modifier = select_common_type_modifier({left, right}, type);
  BoundRef l = coerce_merged(state, left, type, type_modifier);
  BoundRef r = coerce_merged(state, right, type, type_modifier);
  switch (kind) {
    case sql::JoinKind::inner:
      // Either side will do; one that needs no coercion stays a plain column.
      if (std::holds_alternative<ColumnVar>(l->node)) return l;
      return std::holds_alternative<ColumnVar>(r->node) ? r : l;
    case sql::JoinKind::left: return l;
    case sql::JoinKind::right: return r;
    case sql::JoinKind::full: return make_bound(CoalesceExpr{{l, r}}, type, l->span, type_modifier);
  }
  return nullptr;
}

/// transformJoinUsingClause: left.a = right.a AND left.b = right.b ...
BoundRef using_condition(ParseState& state, const std::vector<std::pair<BoundRef, BoundRef>>& pairs, Span span) {
  BoundList equalities;
  const sql::QualifiedName equals{{"="}, span};
  for (const auto& [left, right] : pairs) {
    BoundRef equality = make_operator(state, equals, left, right, state.last_srf, right->span);
    equalities.push_back(coerce_to_boolean(state, std::move(equality), "JOIN/USING"));
  }
  if (equalities.size() == 1) return equalities.front();
  return make_bound(BooleanExpr{sql::BooleanOperator::and_, std::move(equalities)}, catalog::oid::bool_, span);
}

void check_merged_once(ParseState& state, const std::vector<sql::Name>& names, std::size_t index) {
  for (std::size_t i = 0; i < index; ++i) {
    if (names[i].text == names[index].text) fail(state, names[index].span, msg::UsingColumnTwice(names[index].text));
  }
}

/// Since this release the operators of USING are looked for before the columns are merged.
constexpr int kOperatorsFirstSince = 16;

/// Merges the USING columns into `result`; gives the condition that they make.
BoundRef merge_using(ParseState& state, const sql::JoinFrom& join, const std::vector<sql::Name>& names, JoinInput& left,
                     JoinInput& right, JoinColumns& result, Span span) {
  const bool operators_first = state.context.catalog.server_version() >= kOperatorsFirstSince;
  std::vector<std::pair<BoundRef, BoundRef>> pairs;
  const auto merge = [&](std::size_t i) {
    result.add(names[i].text, merge_column(state, join.kind, pairs[i].first, pairs[i].second));
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    check_merged_once(state, names, i);
    BoundRef from_left = take_using_column(state, left, names[i]);
    pairs.emplace_back(std::move(from_left), take_using_column(state, right, names[i]));
    if (!operators_first) merge(i);
  }
  BoundRef condition = using_condition(state, pairs, span);
  for (std::size_t i = 0; operators_first && i < names.size(); ++i) merge(i);
  return condition;
}

/// The same for a column that goes on to the join above: a long chain of joins has one object for it.
BoundRef shared_column(ParseState& state, const JoinInput& input, std::size_t index, Span span) {
  const RangeEntry& entry = state.query->range_table[static_cast<std::size_t>(input.item.entry)];
  const bool is_var =
      entry.kind == RangeKind::join && std::holds_alternative<ColumnVar>(entry.join_columns[index]->node);
  return is_var ? entry.join_columns[index] : input_column(state, input, index, span);
}

void add_remaining(ParseState& state, const JoinInput& input, JoinColumns& result, Span span) {
  for (std::size_t i = 0; i < input.item.columns.size(); ++i) {
    if (input.merged[i] || input.item.columns[i].empty()) continue;
    result.add(input.item.columns[i], shared_column(state, input, i, span));
  }
}

/// transformJoinOnClause: sees the join's own inputs only.
BoundRef transform_on(ParseState& state, const sql::ExprRef& condition, std::vector<NamespaceItem>& names) {
  set_lateral_state(names, false, true);
  std::swap(state.names, names);
  BoundRef bound = transform_condition(state, condition, ExprKind::join_on, "JOIN/ON");
  std::swap(state.names, names);
  return bound;
}

FromResult transform_right(ParseState& state, const sql::JoinFrom& join, FromResult& left) {
  // SQL exposes the left side's names to a LATERAL right side even where the join kind then forbids to use them.
  const bool lateral_ok = join.kind == sql::JoinKind::inner || join.kind == sql::JoinKind::left;
  set_lateral_state(left.names, true, lateral_ok);
  const std::size_t visible = state.names.size();
  state.names.insert(state.names.end(), left.names.begin(), left.names.end());
  FromResult right = transform_from_item(state, *join.right);
  state.names.resize(visible);
  return right;
}

RangeEntry join_entry(const sql::JoinFrom& join, JoinColumns result, std::size_t merged_count, Span span) {
  RangeEntry entry;
  entry.kind = RangeKind::join;
  entry.has_alias = join.alias.has_value();
  if (join.alias) entry.alias = join.alias->name.text;
  entry.columns = std::move(result.columns);
  entry.join_columns = std::move(result.sources);
  entry.merged_count = static_cast<int>(merged_count);
  entry.join_kind = join.kind;
  entry.span = span;
  return entry;
}

void rename_columns(ParseState& state, const sql::JoinFrom& join, std::vector<RangeColumn>& columns) {
  if (!join.alias) return;
  const std::vector<sql::Name>& names = join.alias->columns;
  if (names.size() > columns.size()) {
    fail(state, names[columns.size()].span,
         msg::TooManyJoinAliases(join.alias->name.text, columns.size(), names.size()));
  }
  for (std::size_t i = 0; i < names.size(); ++i) columns[i].name = names[i].text;
}

}  // namespace

FromResult transform_join(ParseState& state, const sql::JoinFrom& join, Span span) {
  FromResult left = transform_from_item(state, *join.left);
  FromResult right = transform_right(state, join, left);
  check_name_conflicts(state, left.names, right.names);

  FromResult result;
  result.names = std::move(left.names);
  for (NamespaceItem& name : right.names) result.names.push_back(std::move(name));

  const std::vector<sql::Name> using_columns =
      join.natural ? natural_columns(left.top, right.top, span) : join.using_columns;
  JoinNode node{join.kind, left.node, right.node, nullptr, 0};
  JoinInput left_input(left.top, "left");
  JoinInput right_input(right.top, "right");
  JoinColumns columns;
  if (!using_columns.empty()) {
    node.condition = merge_using(state, join, using_columns, left_input, right_input, columns, span);
  } else if (join.on) {
    node.condition = transform_on(state, join.on, result.names);
  }
  add_remaining(state, left_input, columns, span);
  add_remaining(state, right_input, columns, span);
  rename_columns(state, join, columns.columns);

  NamespaceItem item = add_entry(state, join_entry(join, std::move(columns), using_columns.size(), span));
  node.entry = item.entry;
  if (join.using_alias) {
    NamespaceItem merged = item;
    merged.name = join.using_alias->name.text;
    merged.columns.clear();
    for (const sql::Name& name : using_columns) merged.columns.push_back(name.text);
    merged.columns_visible = false;
    check_name_conflicts(state, {merged}, result.names);
    result.names.push_back(std::move(merged));
  }
  // An alias hides what is joined; without one the inputs stay visible by name, but their columns only through the
  // join.
  if (join.alias) result.names.clear();
  for (NamespaceItem& name : result.names) name.columns_visible = false;
  std::erase_if(result.names, [](const NamespaceItem& name) { return !name.relation_visible; });
  item.relation_visible = join.alias.has_value();
  result.top = item;
  result.names.push_back(std::move(item));
  result.node = std::make_shared<FromNode>();
  result.node->node = std::move(node);
  return result;
}

}  // namespace pgscribe::analyze
