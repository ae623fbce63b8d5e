#include "analyze/facts/row_keys.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/facts/fact_memo.hpp"

namespace pgscribe::analyze {
namespace {

using catalog::RowKey;

constexpr std::size_t kMostKeys = 8;
/// Of wider output only the keys of what the query reads are tried, not all of its columns together.
constexpr std::size_t kMostColumns = 32;

class Keys {
 public:
  Keys(const BoundQuery& query, FactMemo& memo) : query_(query), memo_(memo), output_(query.output()) {}

  std::vector<RowKey> find() {
    if (query_.has_target_srfs || !query_.grouping_sets.empty()) return {};
    if (query_.distinct) add(all_columns(), "DISTINCT");
    add(positions_of_all(query_.distinct_on), "DISTINCT ON");
    add(positions_of_all(grouping()), "GROUP BY");
    for (std::size_t i = 0; i < query_.range_table.size(); ++i) try_keys_of(i);
    if (keys_.empty() && output_.size() <= kMostColumns) try_all_columns();
    return std::move(keys_);
  }

 private:
  using Columns = std::vector<int>;

  [[nodiscard]] Columns all_columns() const {
    Columns columns(output_.size());
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = static_cast<int>(i) + 1;
    return columns;
  }

  [[nodiscard]] BoundList grouping() const {
    BoundList keys;
    for (const SortKey& key : query_.group_by) keys.push_back(key.expr);
    return keys;
  }

  /// Where the output shows all of these; nothing where it does not.
  [[nodiscard]] Columns positions_of_all(const BoundList& exprs) const {
    Columns columns;
    for (const BoundRef& expr : exprs) {
      const int position = position_of([&](const BoundExpr& shown) { return equal(shown, flattened(query_, *expr)); });
      if (position == 0) return {};
      columns.push_back(position);
    }
    return columns;
  }

  template <class IsIt>
  [[nodiscard]] int position_of(const IsIt& is_it) const {
    for (std::size_t i = 0; i < output_.size(); ++i) {
      if (is_it(flattened(query_, *output_[i]->expr))) return static_cast<int>(i) + 1;
    }
    return 0;
  }

  void try_keys_of(std::size_t index) {
    const RangeEntry& entry = query_.range_table[index];
    const auto try_columns = [&](const std::vector<int>& attributes) {
      Columns columns;
      for (const int attribute : attributes) {
        const int position = position_of([&](const BoundExpr& shown) {
          const auto* var = std::get_if<ColumnVar>(&shown.node);
          return var != nullptr && var->levels_up == 0 && var->relation == static_cast<int>(index) &&
                 var->column == attribute && var->version == RowVersion::current;
        });
        if (position == 0) return;
        columns.push_back(position);
      }
      try_key(std::move(columns));
    };
    if (entry.kind == RangeKind::relation && entry.relation != nullptr) {
      for (const catalog::UniqueKey& key : entry.relation->unique_keys) {
        if (!key.has_expressions) try_columns(key.columns);
      }
      if (const catalog::ViewDefinition* view = entry.relation->as_view()) {
        for (const RowKey& key : view->row_keys) try_columns(key.columns);
      }
    } else if ((entry.kind == RangeKind::subquery || entry.kind == RangeKind::cte) && entry.subquery) {
      for (const RowKey& key : memo_.row_keys(*entry.subquery)) try_columns(key.columns);
    }
  }

  /// The whole row, with as many columns left out as can be.
  void try_all_columns() {
    Columns columns = all_columns();
    if (!reason_of(columns)) return;
    for (std::size_t i = columns.size(); i-- > 0;) {
      Columns fewer = columns;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (reason_of(fewer)) columns = std::move(fewer);
    }
    try_key(std::move(columns));
  }

  void try_key(Columns columns) {
    if (std::optional<std::string> reason = reason_of(columns)) add(std::move(columns), std::move(*reason));
  }

  [[nodiscard]] std::optional<std::string> reason_of(const Columns& columns) const {
    const RowCount rows = row_count_where_known(query_, columns, memo_);
    if (rows.cardinality == Cardinality::many) return std::nullopt;
    return text(rows.reason);
  }

  void add(Columns columns, std::string reason) {
    if (columns.empty() || keys_.size() == kMostKeys) return;
    std::sort(columns.begin(), columns.end());
    columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
    const bool is_known = std::any_of(keys_.begin(), keys_.end(), [&](const RowKey& key) {
      return std::includes(columns.begin(), columns.end(), key.columns.begin(), key.columns.end());
    });
    if (!is_known) keys_.push_back({std::move(columns), std::move(reason)});
  }

  const BoundQuery& query_;
  FactMemo& memo_;
  std::vector<const TargetEntry*> output_;
  std::vector<RowKey> keys_;
};

/// INTERSECT and EXCEPT give rows of their left side only; all but UNION ALL and its relatives give no row twice.
std::vector<RowKey> keys_of(const SetOperationNode& node, const BoundQuery& query, FactMemo& memo) {
  if (node.entry >= 0) {
    const QueryRef& leaf = query.range_table[static_cast<std::size_t>(node.entry)].subquery;
    return leaf ? memo.row_keys(*leaf) : std::vector<RowKey>();
  }
  std::vector<RowKey> keys;
  if (node.op != sql::SetOperator::union_) keys = keys_of(*node.left, query, memo);
  if (!node.all && keys.empty()) {
    RowKey whole{{}, text({node.op == sql::SetOperator::union_ ? Why::union_of_rows : Why::no_row_twice})};
    for (std::size_t i = 0; i < node.columns.size(); ++i) whole.columns.push_back(static_cast<int>(i) + 1);
    if (!whole.columns.empty()) keys.push_back(std::move(whole));
  }
  return keys;
}

}  // namespace

std::vector<RowKey> find_row_keys(const BoundQuery& query, FactMemo& memo) {
  memo.count_look();
  const RowCount& rows = memo.rows(query);
  if (rows.cardinality == Cardinality::exactly_one || rows.cardinality == Cardinality::at_most_one)
    return {{{}, text(rows.reason)}};
  if (query.kind != QueryKind::select) return {};
  if (query.set_operations) return keys_of(*query.set_operations, query, memo);
  return Keys(query, memo).find();
}

}  // namespace pgscribe::analyze
