#include <algorithm>
#include <string>
#include <utility>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/facts/query_facts.hpp"
#include "analyze/facts/returned_rows.hpp"

// What joins do to the rows of FROM: which range entries they fill with NULL, and which conditions say that they do
// not, or that a column is not NULL.

namespace pgscribe::analyze {

namespace {

using sql::JoinKind;

/// In EntryFacts::optional_in, where MERGE has no row of its source.
constexpr int kAbsentSource = -1;

std::string_view join_name(JoinKind kind) {
  switch (kind) {
    case JoinKind::inner: return "JOIN";
    case JoinKind::left: return "LEFT JOIN";
    case JoinKind::right: return "RIGHT JOIN";
    case JoinKind::full: return "FULL JOIN";
  }
  return "JOIN";
}

}  // namespace

void QueryFacts::add_condition(const BoundExpr& condition, NonNullFacts& facts) const {
  NonNullFacts found;
  add_facts_if_true(condition, found);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto* var = std::get_if<ColumnVar>(&found[i]->node);
    facts.push_back(found[i]);
    if (var == nullptr || var->levels_up != 0 || var->column <= 0) continue;
    // A join's column stands for columns below it.
    const RangeEntry& entry = query_.range_table[static_cast<std::size_t>(var->relation)];
    if (entry.kind == RangeKind::join && static_cast<std::size_t>(var->column) <= entry.join_columns.size()) {
      add_facts_if_not_null(*entry.join_columns[static_cast<std::size_t>(var->column) - 1], found);
    }
  }
}

void QueryFacts::prove(const BoundRef& condition, Proved& proved) const {
  if (!condition) return;
  add_condition(*condition, proved.facts);
  proved.present.merge(rows_present_if_true(*condition));
}

std::set<int> QueryFacts::rows_of(const NonNullFacts& facts) const {
  std::set<int> rows;
  for (const BoundExpr* fact : facts) {
    const auto* var = std::get_if<ColumnVar>(&fact->node);
    if (var == nullptr || var->levels_up != 0) continue;
    // A column merged by FULL JOIN USING is not NULL although one side is absent.
    if (query_.range_table[static_cast<std::size_t>(var->relation)].kind != RangeKind::join) rows.insert(row_of(*var));
  }
  return rows;
}

std::set<int> QueryFacts::rows_present_if_true(const BoundExpr& condition) const {
  const auto* boolean = std::get_if<BooleanExpr>(&condition.node);
  if (boolean == nullptr || boolean->op == sql::BooleanOperator::not_ || boolean->args.empty()) {
    NonNullFacts facts;
    add_condition(condition, facts);
    return rows_of(facts);
  }
  // Different columns of one row can prove it in different branches of OR.
  std::set<int> rows = rows_present_if_true(*boolean->args.front());
  for (std::size_t i = 1; i < boolean->args.size(); ++i) {
    std::set<int> other = rows_present_if_true(*boolean->args[i]);
    if (boolean->op == sql::BooleanOperator::and_) {
      rows.merge(other);
    } else {
      std::erase_if(rows, [&](int row) { return other.count(row) == 0; });
    }
  }
  return rows;
}

int QueryFacts::row_of(const ColumnVar& var) {
  return var.version == RowVersion::current ? var.relation : -static_cast<int>(var.version);
}

bool QueryFacts::has_any(const std::set<int>& present, const FromNode& node) {
  const std::vector<int> entries = entries_and_joins_of(node);
  return std::any_of(entries.begin(), entries.end(), [&](int entry) { return present.count(entry) != 0; });
}

bool QueryFacts::is_present(int index, const std::set<int>& present) const {
  if (present.count(index) != 0) return true;
  if (index < 0) return false;
  std::set<int> matched;
  for (const int row : present) {
    if (row >= 0) matched.insert(entry(row).optional_in.begin(), entry(row).optional_in.end());
  }
  const std::set<int>& needed = entry(index).optional_in;
  return std::includes(matched.begin(), matched.end(), needed.begin(), needed.end());
}

/// Top down: what is proved holds in every row of the output in which the node's rows are present.
void QueryFacts::plan(const FromNode& node, const Proved& proved) {
  if (const auto* join = std::get_if<JoinNode>(&node.node)) return plan_join(*join, proved);
  const int index = std::get<RangeReference>(node.node).entry;
  for (const BoundExpr* fact : proved.facts) {
    const auto* var = std::get_if<ColumnVar>(&fact->node);
    if (var != nullptr && var->levels_up == 0 && var->relation == index && var->version == RowVersion::current)
      rejected_[static_cast<std::size_t>(index)].push_back(fact);
  }
}

void QueryFacts::plan_join(const JoinNode& join, const Proved& proved) {
  // A fact about a column of a side says that the side is present: its null-extended rows do not reach the output.
  const bool left_present = has_any(proved.present, *join.left);
  const bool right_present = has_any(proved.present, *join.right);
  const bool keeps_left = (join.kind == JoinKind::left || join.kind == JoinKind::full) && !right_present;
  const bool keeps_right = (join.kind == JoinKind::right || join.kind == JoinKind::full) && !left_present;
  const JoinKind kind = keeps_left && keeps_right ? JoinKind::full
                        : keeps_left              ? JoinKind::left
                        : keeps_right             ? JoinKind::right
                                                  : JoinKind::inner;
  join_kinds_[join.entry] = kind;

  Proved matched = proved;
  prove(join.condition, matched);
  // The condition holds for a side's rows only if that side does not survive without a match.
  plan(*join.left, keeps_left ? proved : matched);
  plan(*join.right, keeps_right ? proved : matched);
}

void QueryFacts::look_at(const FromNode& node) {
  if (const auto* join = std::get_if<JoinNode>(&node.node)) return look_at_join(*join);
  const int index = std::get<RangeReference>(node.node).entry;
  const RangeEntry& entry = query_.range_table[static_cast<std::size_t>(index)];
  std::vector<Nullability> columns = base_columns(index);
  // Conditions are about the target's row, and a rule shows another.
  if (is_target(entry) && returning_rule(query_, memo_.catalog()) != nullptr)
    rejected_[static_cast<std::size_t>(index)].clear();
  apply_rejected(entry, rejected_[static_cast<std::size_t>(index)], columns);
  entries_[static_cast<std::size_t>(index)].columns = std::move(columns);
}

/// Columns that conditions prove not NULL.
void QueryFacts::apply_rejected(const RangeEntry& entry, const std::vector<const BoundExpr*>& rejected,
                                std::vector<Nullability>& columns) {
  for (const BoundExpr* fact : rejected) {
    const int attribute = std::get<ColumnVar>(fact->node).column;
    if (attribute <= 0 || static_cast<std::size_t>(attribute) > columns.size()) continue;
    const auto position = static_cast<std::size_t>(attribute) - 1;
    if (columns[position].not_null) continue;
    columns[position].not_null = true;
    columns[position].reason = {
        Why::rejected_in_column, fact->span, {entry_name(entry) + "." + entry.columns[position].name}};
  }
}

void QueryFacts::look_at_join(const JoinNode& join) {
  look_at(*join.left);
  look_at(*join.right);
  const JoinKind kind = join_kinds_.at(join.entry);
  const RangeEntry& entry = query_.range_table[static_cast<std::size_t>(join.entry)];
  std::vector<Nullability> full_columns;
  if (kind == JoinKind::full) {
    // coalesce(left, right) of a merged column: one of them is present, so it is NULL only if a present one can be.
    for (int i = 0; i < entry.merged_count; ++i) {
      const BoundExpr& merged = *entry.join_columns[static_cast<std::size_t>(i)];
      bool all = true;
      for_each_child(merged, [&](const BoundRef& side) { all = all && nullability_of(*side, *this).not_null; });
      full_columns.push_back(all ? not_null(Why::no_side_of_full_join, entry.span)
                                 : nullable(Why::side_of_full_join, entry.span));
    }
  }
  const std::vector<int> joined = entries_and_joins_of(*join.right);
  const support::Span place = query_.range_table[static_cast<std::size_t>(joined.front())].span;
  if (kind == JoinKind::left || kind == JoinKind::full)
    mark_optional(*join.right, 2 * join.entry + 1, join.kind, place);
  if (kind == JoinKind::right || kind == JoinKind::full) mark_optional(*join.left, 2 * join.entry, join.kind, place);

  EntryFacts& facts = entries_[static_cast<std::size_t>(join.entry)];
  for (std::size_t i = 0; i < entry.join_columns.size(); ++i) {
    const BoundRef& column = entry.join_columns[i];
    facts.columns.push_back(i < full_columns.size() ? full_columns[i]
                            : column                ? nullability_of(*column, *this)
                                                    : nullable(Why::dropped_column));
  }
}

void QueryFacts::mark_optional(const FromNode& node, int join_side, JoinKind kind, Span place) {
  const std::vector<int> entries = entries_and_joins_of(node);
  for (const int index : entries) {
    EntryFacts& facts = entries_[static_cast<std::size_t>(index)];
    const std::string name = entry_name(query_.range_table[static_cast<std::size_t>(index)]);
    if (!facts.optional) facts.optional_reason = {Why::optional_side, place, {name, std::string(join_name(kind))}};
    facts.optional = true;
    facts.optional_in.insert(join_side);
  }
}

void QueryFacts::mark_absent(const FromNode& node, const Reason& reason) {
  for (const int index : entries_and_joins_of(node)) {
    EntryFacts& facts = entries_[static_cast<std::size_t>(index)];
    if (!facts.optional) facts.optional_reason = reason;
    facts.optional = true;
    facts.optional_in.insert(kAbsentSource);
  }
}

}  // namespace pgscribe::analyze
