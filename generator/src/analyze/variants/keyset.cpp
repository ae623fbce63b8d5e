#include "analyze/variants/keyset.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "analyze/variants/messages.hpp"
#include "analyze/variants/sort_list.hpp"
#include "analyze/variants/statement_text.hpp"

namespace pgscribe::analyze {
namespace {

/// An item of ORDER BY: which of the keyset's columns, and which way.
struct SortKey {
  std::size_t column = 0;
  bool is_descending = false;
};

/// `(a, b) > ($1, $2)`, or written out where directions differ: rows behind (or, backwards, in front of) the given one.
std::string condition_text(const Keyset& keyset, const std::vector<SortKey>& keys, bool backwards) {
  const auto key = [&](std::size_t i) { return keyset.columns[keys[i].column].key; };
  const auto parameter = [&](std::size_t i) {
    const KeysetColumn& column = keyset.columns[keys[i].column];
    return "$" + std::to_string(backwards ? column.before : column.after);
  };
  const auto follows = [&](std::size_t i) { return keys[i].is_descending != backwards ? " < " : " > "; };
  const bool agree = std::all_of(keys.begin(), keys.end(), [&](const SortKey& other) {
    return other.is_descending == keys.front().is_descending;
  });
  if (agree) {
    std::string left;
    std::string right;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      left += (i == 0 ? "" : ", ") + key(i);
      right += (i == 0 ? "" : ", ") + parameter(i);
    }
    return keys.size() == 1 ? left + follows(0) + right : "(" + left + ")" + follows(0) + "(" + right + ")";
  }
  std::string text;
  for (std::size_t i = keys.size(); i-- > 0;) {
    const std::string here = key(i) + follows(i) + parameter(i);
    text = text.empty() ? here : "(" + here + " OR (" + key(i) + " = " + parameter(i) + " AND " + text + "))";
  }
  return text;
}

class KeysetPlanner {
 public:
  KeysetPlanner(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
                support::Diagnostics& diagnostics)
      : decl_(decl), whole_(whole), plan_(plan), diagnostics_(diagnostics), text_(decl) {}

  bool run() {
    const query::KeysetItem& item = decl_.variants.keysets.front();
    if (decl_.variants.keysets.size() > 1) return fail(decl_.variants.keysets[1].span, msg::KeysetTwice());
    const bool is_list =
        decl_.command == query::Command::many || (decl_.command == query::Command::stream && item.before.text.empty());
    if (!is_list) return fail(item.span, msg::KeysetOfCommand(query::to_string(decl_.command)));
    if (plan_.ways.empty()) return fail(item.span, msg::KeysetWithoutOrderBy());
    if (const std::string obstacle = this->obstacle(); !obstacle.empty())
      return fail(item.span, msg::KeysetNotSimple(obstacle));
    keyset_.after = item.after.text;
    keyset_.before = item.before.text;
    keyset_.span = item.span;
    for (std::size_t way = 0; way < plan_.ways.size(); ++way) {
      if (!add_keys(way)) return false;
    }
    if (!add_switches(item)) return false;
    add_slots();
    plan_.keyset = std::move(keyset_);
    return true;
  }

 private:
  bool fail(Span span, support::Message message) {
    diagnostics_.add(*decl_.file, span, std::move(message));
    return false;
  }

  /// Where a condition on the rows of FROM is not one on the rows of the result.
  [[nodiscard]] std::string obstacle() const {
    const auto& select = std::get<sql::Select>(decl_.statement.node);
    if (select.set_operator != sql::SetOperator::none) return "UNION, INTERSECT or EXCEPT";
    if (!select.values.empty()) return "VALUES";
    if (select.distinct || !select.distinct_on.empty()) return "DISTINCT";
    if (!select.group_by.empty() || select.having) return "GROUP BY";
    return whole_.has_window_functions ? "window functions" : "";
  }

  bool add_keys(std::size_t way) {
    const SortWay& sort = plan_.ways[way];
    const Span place = sort.place.empty() ? text_.order_by().span() : sort.place;
    std::vector<SortKey> keys;
    for (const std::string& item : sort_items(sort.list)) {
      const std::string key = sort_key(item);
      const std::vector<std::string> path = column_path(key);
      if (path.empty() || !reversed(item)) return fail(place, msg::KeysetKeyNoColumn(key));
      const auto column = result_item(path);
      if (!column) return fail(place, msg::KeysetKeyNotSelected(key));
      keys.push_back({column_of(*column, key), is_descending(item)});
      keyset_.columns[keys.back().column].in_labels[way] = true;
    }
    keys_.push_back(std::move(keys));
    return true;
  }

  /// The member of the result that shows the column: the only one of its name.
  [[nodiscard]] std::optional<std::size_t> result_item(const std::vector<std::string>& path) const {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < whole_.items.size(); ++i) {
      const ResultItem& item = whole_.items[i];
      const bool is_it = !item.is_embed && item.columns.front().name == path.back() && item.columns.front().origin;
      if (!is_it) continue;
      if (found) return std::nullopt;
      found = i;
    }
    return found;
  }

  std::size_t column_of(std::size_t item, const std::string& key) {
    const auto known = std::find_if(keyset_.columns.begin(), keyset_.columns.end(),
                                    [&](const KeysetColumn& column) { return column.item == item; });
    const auto index = static_cast<std::size_t>(known - keyset_.columns.begin());
    if (known == keyset_.columns.end())
      keyset_.columns.push_back({item, key, 0, 0, std::vector<bool>(plan_.ways.size(), false)});
    return index;
  }

  bool add_switches(const query::KeysetItem& item) {
    Switch after{Switch::Kind::cursor, keyset_.after, add_parameters(&KeysetColumn::after, keyset_.after),
                 item.after.span};
    keyset_.after_switch = plan_.switches.size();
    after_ = plan_.add(std::move(after), decl_, diagnostics_);
    if (after_ == 0 || keyset_.before.empty()) return after_ != 0;
    Switch before{Switch::Kind::cursor, keyset_.before, add_parameters(&KeysetColumn::before, keyset_.before),
                  item.before.span};
    keyset_.before_switch = plan_.switches.size();
    before_ = plan_.add(std::move(before), decl_, diagnostics_);
    return before_ != 0;
  }

  std::vector<int> add_parameters(int KeysetColumn::*number, const std::string& name) {
    std::vector<int> numbers;
    for (KeysetColumn& column : keyset_.columns) {
      column.*number = static_cast<int>(whole_.parameters.size() + plan_.added.size()) + 1;
      numbers.push_back(column.*number);
      plan_.added.push_back({column.*number, name + "." + whole_.items[column.item].columns.front().name});
    }
    return numbers;
  }

  void add_slots() {
    const auto& select = std::get<sql::Select>(decl_.statement.node);
    const auto* call = select.where ? std::get_if<sql::BooleanCall>(&select.where->node) : nullptr;
    const bool is_or = call != nullptr && call->op == sql::BooleanOperator::or_;
    std::string head = select.where ? " AND " : " WHERE ";
    if (is_or) {
      const std::uint32_t begin = text_.where().begin;
      plan_.slots.push_back({{begin, begin}, {{Condition{.any = after_ | before_}, "("}}});
      head = ") AND ";
    }
    const std::uint32_t end = text_.before_order_by();
    Slot slot{{end, end}, {}};
    for (std::size_t way = 0; way < plan_.ways.size(); ++way) {
      add_alternative(slot, plan_.ways[way], after_, head + condition_text(keyset_, keys_[way], false));
      if (before_ != 0)
        add_alternative(slot, plan_.ways[way], before_, head + condition_text(keyset_, keys_[way], true));
    }
    plan_.slots.push_back(std::move(slot));
  }

  static void add_alternative(Slot& slot, const SortWay& way, VariantKey bit, std::string text) {
    Condition condition = way.when;
    condition.all |= bit;
    slot.alternatives.push_back({condition, std::move(text), way.place});
  }

  const query::QueryDecl& decl_;
  const AnalyzedQuery& whole_;
  VariantPlan& plan_;
  support::Diagnostics& diagnostics_;
  StatementText text_;
  Keyset keyset_;
  std::vector<std::vector<SortKey>> keys_;  ///< by way to sort
  VariantKey after_ = 0;
  VariantKey before_ = 0;
};

/// Are the columns of some key of the result among those that a way sorts by?
bool has_unique_key(const AnalyzedQuery& whole, const Keyset& keyset, std::size_t way) {
  return std::any_of(whole.row_keys.begin(), whole.row_keys.end(), [&](const catalog::RowKey& key) {
    return std::all_of(key.columns.begin(), key.columns.end(), [&](int position) {
      return std::any_of(keyset.columns.begin(), keyset.columns.end(), [&](const KeysetColumn& column) {
        return column.in_labels[way] &&
               whole.columns()[static_cast<std::size_t>(position) - 1] == &whole.items[column.item].columns.front();
      });
    });
  });
}

}  // namespace

bool plan_keyset(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
                 support::Diagnostics& diagnostics) {
  return decl.variants.keysets.empty() || KeysetPlanner(decl, whole, plan, diagnostics).run();
}

bool check_keyset(const query::QueryDecl& decl, const AnalyzedQuery& whole, const VariantPlan& plan,
                  support::Diagnostics& diagnostics) {
  if (!plan.keyset) return true;
  const Span own = StatementText(decl).order_by().span();
  for (std::size_t way = 0; way < plan.ways.size(); ++way) {
    const Span place = plan.ways[way].place.empty() ? own : plan.ways[way].place;
    for (const KeysetColumn& column : plan.keyset->columns) {
      const ResultColumn& shown = whole.items[column.item].columns.front();
      if (!column.in_labels[way] || shown.not_null) continue;
      diagnostics.add(*decl.file, place, msg::KeysetKeyNullable(column.key, text(shown.reason)));
      return false;
    }
    if (!has_unique_key(whole, *plan.keyset, way))
      diagnostics.add(*decl.file, place, msg::KeysetTies(plan.ways[way].list));
  }
  return true;
}

}  // namespace pgscribe::analyze
