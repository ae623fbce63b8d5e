#include "analyze/facts/cardinality.hpp"

#include <algorithm>
#include <string>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/facts/inheritors.hpp"
#include "analyze/facts/null_rejection.hpp"
#include "analyze/facts/returned_rows.hpp"
#include "analyze/facts/row_versions.hpp"

namespace pgscribe::analyze {

namespace {

RowCount many() { return {Cardinality::many, {}}; }
RowCount exactly_one(Reason reason) { return {Cardinality::exactly_one, std::move(reason)}; }
RowCount at_most_one(Reason reason) { return {Cardinality::at_most_one, std::move(reason)}; }

bool is_one(const RowCount& rows) {
  return rows.cardinality == Cardinality::exactly_one || rows.cardinality == Cardinality::at_most_one;
}

RowCount or_none(RowCount rows) {
  if (rows.cardinality == Cardinality::exactly_one) rows.cardinality = Cardinality::at_most_one;
  return rows;
}

bool is_constant(const BoundRef& expr, std::string_view text) {
  if (!expr) return false;
  const auto* constant = std::get_if<Constant>(&without_casts(*expr).node);
  return constant != nullptr && !constant->is_null && constant->text == text;
}

/// LIMIT of a whole number but 0, LIMIT ALL or LIMIT NULL.
bool is_positive_or_all(const BoundExpr& limit) {
  const auto* constant = std::get_if<Constant>(&without_casts(limit).node);
  if (constant == nullptr) return false;
  const bool is_whole = constant->text.find_first_not_of("0123456789") == std::string::npos;
  return constant->is_null || (is_whole && constant->text.find_first_not_of('0') != std::string::npos);
}

/// FROM before WHERE: exactly one row when every item gives exactly one.
class SourceRows {
 public:
  SourceRows(const BoundQuery& query, FactMemo& memo, const UniqueLookup& lookup)
      : query_(query), memo_(memo), lookup_(lookup) {}

  RowCount rows() const {
    RowCount result = exactly_one({Why::no_from});
    for (const auto& item : query_.from) result = product(result, rows_of(*item));
    return result;
  }

 private:
  static RowCount product(const RowCount& left, const RowCount& right) {
    if (!is_one(left) || !is_one(right)) return many();
    const bool both = left.cardinality == Cardinality::exactly_one && right.cardinality == Cardinality::exactly_one;
    return {both ? Cardinality::exactly_one : Cardinality::at_most_one, both_reasons(left.reason, right.reason)};
  }
  /// Each reason once.
  static Reason both_reasons(const Reason& left, const Reason& right) {
    if (left.empty() || left.why == Why::no_from) return right;
    Reason both{Why::each_of, left.span.empty() ? right.span : left.span, {}, parts_of(left)};
    for (Reason& part : parts_of(right)) {
      const bool is_there = std::any_of(both.rests_on.begin(), both.rests_on.end(), [&](const Reason& each) {
        return each.why == part.why && each.names == part.names;
      });
      if (!is_there) both.rests_on.push_back(std::move(part));
    }
    return both;
  }
  static std::vector<Reason> parts_of(const Reason& reason) {
    if (reason.why == Why::each_of) return reason.rests_on;
    return reason.empty() ? std::vector<Reason>() : std::vector<Reason>{reason};
  }

  RowCount rows_of(const FromNode& node) const {
    if (const auto* join = std::get_if<JoinNode>(&node.node)) return rows_of_join(*join);
    const auto index = static_cast<std::size_t>(std::get<RangeReference>(node.node).entry);
    const RangeEntry& entry = query_.range_table[index];
    if (!lookup_.single[index]) return many();
    const catalog::ViewDefinition* view = entry.kind == RangeKind::relation ? entry.relation->as_view() : nullptr;
    const bool always = entry.kind == RangeKind::values || entry.kind == RangeKind::function ||
                        (view != nullptr && view->has_always_one_row) ||
                        (entry.subquery && memo_.rows(*entry.subquery).cardinality == Cardinality::exactly_one);
    return {always ? Cardinality::exactly_one : Cardinality::at_most_one, lookup_.keys[index]};
  }

  RowCount rows_of_join(const JoinNode& join) const {
    const RowCount left = rows_of(*join.left);
    const RowCount right = rows_of(*join.right);
    if (!is_one(left) || !is_one(right)) return many();
    switch (join.kind) {
      case sql::JoinKind::inner: {
        const RowCount both = product(left, right);
        return join.condition ? or_none(both) : both;
      }
      case sql::JoinKind::left: return left;
      case sql::JoinKind::right: return right;
      case sql::JoinKind::full: return many();
    }
    return many();
  }

  const BoundQuery& query_;
  FactMemo& memo_;
  const UniqueLookup& lookup_;
};

bool has_empty_grouping_only(const BoundQuery& query) { return query.group_by.empty() && query.grouping_sets.empty(); }

/// Does the output show the grouping key in a column whose value is known?
bool is_known_key(const BoundQuery& query, const SortKey& key, const std::vector<int>& known) {
  const std::vector<const TargetEntry*> output = query.output();
  return std::any_of(known.begin(), known.end(), [&](int column) {
    const BoundExpr& shown = *output[static_cast<std::size_t>(column) - 1]->expr;
    return equal(flattened(query, shown), flattened(query, *key.expr));
  });
}

RowCount grouped_rows(const BoundQuery& query, const RowCount& source, const UniqueLookup& lookup,
                      const std::vector<int>& known) {
  const bool is_aggregated = query.has_aggregates || query.having;
  if (has_empty_grouping_only(query)) {
    if (!is_aggregated) return source;
    const RowCount one = exactly_one({Why::aggregate});
    return query.having ? or_none(one) : one;
  }
  if (!query.grouping_sets.empty()) return many();
  const bool one_group = std::all_of(query.group_by.begin(), query.group_by.end(), [&](const SortKey& key) {
    return is_known_key(query, key, known) || (is_repeatable(*key.expr) && is_determined(*key.expr, lookup));
  });
  if (!one_group) return many();
  RowCount rows = source.cardinality == Cardinality::exactly_one
                      ? source
                      : at_most_one(source.reason.empty() ? Reason{Why::one_group} : source.reason);
  return query.having ? or_none(rows) : rows;
}

RowCount set_operation_rows(const SetOperationNode& node, const BoundQuery& query, FactMemo& memo) {
  if (node.entry >= 0) return memo.rows(*query.range_table[static_cast<std::size_t>(node.entry)].subquery);
  if (node.op == sql::SetOperator::union_) return many();
  const RowCount left = set_operation_rows(*node.left, query, memo);
  if (is_one(left)) return or_none(left);
  if (node.op == sql::SetOperator::intersect) return or_none(set_operation_rows(*node.right, query, memo));
  return many();
}

RowCount select_rows(const BoundQuery& query, FactMemo& memo) {
  RowCount rows;
  if (query.set_operations) {
    rows = set_operation_rows(*query.set_operations, query, memo);
  } else {
    const UniqueLookup& lookup = memo.lookups(query);
    rows = SourceRows(query, memo, lookup).rows();
    if (query.where) rows = or_none(rows);
    rows = grouped_rows(query, rows, lookup, {});
    if (query.has_target_srfs) rows = many();
  }
  if (query.offset || query.row_locks_skip) rows = or_none(rows);
  if (query.limit && !query.with_ties && is_constant(query.limit, "1") && !is_one(rows))
    return at_most_one({Why::limit_one, query.limit->span});
  const bool limit_is_positive = query.limit && is_positive_or_all(*query.limit);
  if (query.limit && !limit_is_positive) rows = or_none(rows);
  return rows;
}

/// What triggers and rules leave of the rows that a change would return.
RowCount returned_rows(const BoundQuery& query, RowCount rows, FactMemo& memo) {
  switch (const ReturnedRows returned = returned_rows_of(query, memo.catalog()); returned.share) {
    case RowShare::all: return rows;
    case RowShare::some:
      if (rows.cardinality != Cardinality::exactly_one) return rows;
      return at_most_one({Why::rows_lost, rows.reason.span, {}, {rows.reason, returned.reason}});
    case RowShare::unknown: return many();
  }
  return many();
}

RowCount insert_rows(const BoundQuery& query, FactMemo& memo) {
  RowCount rows = many();
  if (query.values_row_count == 1) {
    rows = exactly_one({Why::insert_of_one_row});
  } else if (query.source_entry >= 0) {
    const RangeEntry& source = query.range_table[static_cast<std::size_t>(query.source_entry)];
    if (source.subquery) rows = memo.rows(*source.subquery);
  }
  const bool may_skip = query.conflict.action == ConflictAction::nothing ||
                        (query.conflict.action == ConflictAction::update && query.conflict.where);
  return returned_rows(query, may_skip ? or_none(rows) : rows, memo);
}

/// Each row of a table is changed and returned at most once, however many rows of FROM it meets.
RowCount changed_rows(const BoundQuery& query, FactMemo& memo) {
  const UniqueLookup& lookup = memo.lookups(query);
  const auto target = static_cast<std::size_t>(query.result_relation);
  if (query.result_relation < 0 || !lookup.single[target]) return many();
  if (returns_joined_rows(query, memo.catalog()) && !is_one(SourceRows(query, memo, lookup).rows())) return many();
  return returned_rows(query, {Cardinality::at_most_one, lookup.keys[target]}, memo);
}

/// How many rows the source of a MERGE gives; ON is no condition on them.
RowCount merge_source_rows(const BoundQuery& query, FactMemo& memo) {
  BoundQuery source;
  source.range_table = query.range_table;
  source.from = query.from;
  return SourceRows(source, memo, find_unique_lookups(source, memo)).rows();
}

/// Is there something to do with every row for which `match` holds?
bool always_acts(const BoundQuery& query, sql::MergeMatch match) {
  bool is_unconditional = false;
  for (const BoundMergeAction& action : query.merge_actions) {
    if (action.match != match) continue;
    if (action.action == sql::MergeAction::do_nothing) return false;
    is_unconditional = is_unconditional || !action.condition;
  }
  return is_unconditional;
}

/// Each row of the source is inserted, or meets the target's rows that fit it. Rows without one have no bound.
RowCount merged_rows(const BoundQuery& query, FactMemo& memo) {
  if (source_presence(query).presence != Presence::always) return many();
  RowCount rows = merge_source_rows(query, memo);
  if (!is_one(rows)) return many();
  const bool acts_on_matches =
      std::any_of(query.merge_actions.begin(), query.merge_actions.end(), [](const BoundMergeAction& action) {
        return action.match == sql::MergeMatch::matched && action.action != sql::MergeAction::do_nothing;
      });
  if (acts_on_matches && !memo.lookups(query).single[static_cast<std::size_t>(query.result_relation)]) return many();
  const bool always =
      always_acts(query, sql::MergeMatch::matched) && always_acts(query, sql::MergeMatch::not_matched_by_target);
  return returned_rows(query, always ? rows : or_none(rows), memo);
}

std::string key_text(const catalog::Relation& relation, const catalog::UniqueKey& key) {
  std::string columns;
  for (const int attribute : key.columns) {
    columns += (columns.empty() ? "" : ", ") + relation.columns[static_cast<std::size_t>(attribute) - 1].name;
  }
  for (std::size_t i = 0; i < key.expressions.size(); ++i)
    columns += (columns.empty() ? "" : ", ") + std::string("an expression");
  return key.name + " (" + columns + ")" + (key.predicate ? " where its predicate holds" : "");
}

/// "compare all columns of a unique key of movies with known values: movies_pkey (id)"; empty when it has none.
std::string key_hint(const RangeEntry& entry, const catalog::Catalog& catalog) {
  if (entry.relation == nullptr || entry.kind != RangeKind::relation || !inheritors(entry, catalog).empty()) return {};
  constexpr int kMostKeys = 3;
  std::string keys;
  int count = 0;
  for (const catalog::UniqueKey& key : entry.relation->unique_keys) {
    if (!key.deferrable && ++count <= kMostKeys) keys += (keys.empty() ? "" : " or ") + key_text(*entry.relation, key);
  }
  return keys.empty()
             ? keys
             : "compare all columns of a unique key of " + entry.relation->name + " with known values: " + keys;
}

}  // namespace

RowCount row_count(const BoundQuery& query, FactMemo& memo) {
  memo.count_look();
  if (query.output().empty() && query.kind != QueryKind::select) return {Cardinality::none, {}};
  switch (query.kind) {
    case QueryKind::select: return select_rows(query, memo);
    case QueryKind::insert: return insert_rows(query, memo);
    case QueryKind::update:
    case QueryKind::delete_: return changed_rows(query, memo);
    case QueryKind::merge: return merged_rows(query, memo);
    case QueryKind::utility:
      return query.single_row.empty() ? many() : exactly_one({Why::answer_of_one_row, {}, {query.single_row}});
  }
  return many();
}

RowCount row_count_where_known(const BoundQuery& query, const std::vector<int>& known, FactMemo& memo) {
  memo.count_look();
  // What is known of a group is known of its rows where it is a grouping key, and else of nothing before grouping.
  std::vector<int> of_rows = known;
  if (!query.group_by.empty()) {
    std::erase_if(of_rows, [&](int column) {
      return std::none_of(query.group_by.begin(), query.group_by.end(),
                          [&](const SortKey& key) { return is_known_key(query, key, {column}); });
    });
  } else if (query.has_aggregates) {
    of_rows.clear();
  }
  const UniqueLookup lookup = find_unique_lookups(query, memo, of_rows);
  return or_none(grouped_rows(query, SourceRows(query, memo, lookup).rows(), lookup, of_rows));
}

std::string bounding_hint(const BoundQuery& query, FactMemo& memo) {
  if (query.kind == QueryKind::insert) return "insert one row, or use :many";
  const std::string otherwise = query.kind == QueryKind::select ? "add LIMIT 1, or use :many" : "use :many";
  if (query.set_operations) return otherwise;
  const UniqueLookup& lookup = memo.lookups(query);
  for (std::size_t i = 0; i < query.range_table.size(); ++i) {
    const bool is_changed_table = query.result_relation >= 0;
    if (lookup.single[i] || (is_changed_table && static_cast<int>(i) != query.result_relation)) continue;
    if (const std::string hint = key_hint(query.range_table[i], memo.catalog()); !hint.empty())
      return hint + "; or " + otherwise;
  }
  return otherwise;
}

}  // namespace pgscribe::analyze
