#include "analyze/row_groups.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/facts/null_rejection.hpp"
#include "analyze/facts/unique_lookup.hpp"
#include "analyze/messages.hpp"
#include "support/joined.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

namespace pgscribe::analyze {
namespace {

using query::Directive;

/// Of columns of the result, from 1.
using Positions = std::vector<int>;

class RowGroups {
 public:
  RowGroups(ParseState& state, const BoundQuery& query, const Directive& directive, FactMemo& memo,
            const AnalyzedQuery& analyzed)
      : state_(state),
        query_(query),
        directive_(directive),
        memo_(memo),
        items_(analyzed.items),
        output_(query.output()) {}

  /// Columns of the result, from 0.
  std::vector<int> key() {
    check_items();
    entry_ = std::get<ColumnVar>(flattened(query_, *output_.front()->expr).node).relation;
    const UniqueLookup lookup = find_unique_lookups(query_, memo_, own_columns());
    if (!lookup.single[static_cast<std::size_t>(entry_)])
      fail(state_, directive_.subject_span, msg::GroupWithoutKey(directive_.subject));
    const Positions sorted = sorted_columns(lookup);
    if (!is_key(sorted))
      fail(state_, directive_.subject_span,
           msg::GroupNotSorted(directive_.subject, shown(shortest_key(own_columns()))));
    std::vector<int> key;
    for (const int position : shortest_key(sorted)) key.push_back(position - 1);
    if (key.empty()) key.push_back(0);  // there is one row of it only
    return key;
  }

 private:
  void check_items() {
    const std::string& name = directive_.subject;
    const auto is_it = [&](const ResultItem& item) { return item.is_embed && item.name == name; };
    if (std::none_of(items_.begin(), items_.end(), is_it)) {
      std::vector<std::string> known;
      for (const ResultItem& item : items_) {
        if (item.is_embed) known.push_back(item.name);
      }
      const std::string nearest = support::nearest_name(name, known);
      fail(state_, directive_.subject_span,
           msg::GroupByNoEmbed(name, nearest.empty() ? std::string() : msg::DidYouMean(nearest)));
    }
    if (!is_it(items_.front())) fail(state_, directive_.subject_span, msg::GroupNotFirst(name));
    if (items_.front().optional)
      fail(state_, directive_.subject_span, msg::GroupMayBeAbsent(name, text(items_.front().reason)));
    if (std::none_of(items_.begin() + 1, items_.end(), [](const ResultItem& item) { return item.is_embed; }))
      fail(state_, directive_.subject_span, msg::GroupWithoutElements(name));
  }

  /// Of the item, those that are never NULL: rows of a unique key can have the same NULL.
  [[nodiscard]] Positions own_columns() const {
    const std::vector<ResultColumn>& columns = items_.front().columns;
    Positions positions;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].not_null) positions.push_back(static_cast<int>(i) + 1);
    }
    return positions;
  }

  /// Those among what ORDER BY begins with, as far as that depends on nothing but the item's row.
  [[nodiscard]] Positions sorted_columns(const UniqueLookup& lookup) const {
    Positions sorted;
    for (const SortKey& sort : query_.order_by) {
      const BoundExpr& expr = flattened(query_, *sort.expr);
      if (!is_repeatable(expr) || !is_determined(expr, lookup)) break;
      for (const int position : own_columns()) {
        if (equal(flattened(query_, *output_[static_cast<std::size_t>(position) - 1]->expr), expr))
          sorted.push_back(position);
      }
    }
    return sorted;
  }

  /// Does the item have at most one row with given values in these columns?
  [[nodiscard]] bool is_key(const Positions& columns) const {
    return find_unique_lookups(query_, memo_, columns).single[static_cast<std::size_t>(entry_)];
  }

  /// What is left of a key without the columns that it does not need.
  [[nodiscard]] Positions shortest_key(Positions key) const {
    for (std::size_t i = key.size(); i-- > 0;) {
      Positions fewer = key;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (is_key(fewer)) key = std::move(fewer);
    }
    return key;
  }

  [[nodiscard]] std::string shown(const Positions& columns) const {
    return support::joined(columns, ", ", [&](int position) {
      return directive_.subject + "." + items_.front().columns[static_cast<std::size_t>(position) - 1].name;
    });
  }

  ParseState& state_;
  const BoundQuery& query_;
  const Directive& directive_;
  FactMemo& memo_;
  const std::vector<ResultItem>& items_;
  std::vector<const TargetEntry*> output_;
  int entry_ = 0;
};

}  // namespace

void apply_group_directive(ParseState& state, const BoundQuery& query, const query::QueryDecl& decl, FactMemo& memo,
                           AnalyzedQuery& analyzed) {
  for (const Directive& directive : decl.directives) {
    if (directive.kind != query::DirectiveKind::group_by) continue;
    if (decl.command != query::Command::many && decl.command != query::Command::stream)
      fail(state, directive.span, msg::GroupOfCommand(query::to_string(decl.command)));
    analyzed.group_key = RowGroups(state, query, directive, memo, analyzed).key();
  }
}

}  // namespace pgscribe::analyze
