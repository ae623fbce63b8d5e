#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>

#include "analyze/scope/messages.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/scope/scope.hpp"
#include "catalog/messages.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

// Names that mean nothing, and what the user may have meant (errorMissingRTE and errorMissingColumn of
// parse_relation.c).

namespace pgscribe::analyze {
namespace {

/// searchRangeTableForRel: an entry of any level that `name` could mean, visible or not.
struct FoundEntry {
  ParseState* level = nullptr;
  int index = -1;
  int levels_up = 0;

  [[nodiscard]] const RangeEntry& entry() const { return level->query->range_table[static_cast<std::size_t>(index)]; }
};

/// A WITH item hides a relation of the same name.
FoundEntry search_range_table(ParseState& state, std::string_view schema, const std::string& name) {
  const auto cte = schema.empty() ? find_cte(state, name) : std::nullopt;
  const catalog::Relation* relation = cte ? nullptr : state.context.catalog.find_relation(schema, name);
  int levels_up = 0;
  for (ParseState* level = &state; level != nullptr; level = level->parent, ++levels_up) {
    for (std::size_t i = 0; i < level->query->range_table.size(); ++i) {
      const RangeEntry& entry = level->query->range_table[i];
      const bool is_same_relation =
          entry.kind == RangeKind::relation && relation != nullptr && entry.relation == relation;
      const bool is_same_cte = entry.kind == RangeKind::cte && cte && entry.cte_index == cte->index &&
                               entry.cte_levels_up + levels_up == cte->levels_up;
      const bool is_same_name = entry.kind != RangeKind::join && entry.alias == name;
      if (is_same_relation || is_same_cte || is_same_name) return {level, static_cast<int>(i), levels_up};
    }
  }
  return {};
}

bool is_visible(ParseState& state, const std::string& name, int entry) {
  for (const ParseState* level = &state; level != nullptr; level = level->parent) {
    for (const NamespaceItem& item : level->names) {
      const bool is_reached = item.relation_visible && (!item.lateral_only || level->lateral_active);
      if (is_reached && item.name == name) return item.entry == entry;
    }
  }
  return false;
}

/// Since this release messages say apart what is out of reach and how to reach it.
constexpr int kReachSaidSince = 16;

const NamespaceItem* find_name_of(const ParseState& state, const RangeEntry& entry) {
  for (const ParseState* level = &state; level != nullptr; level = level->parent) {
    for (const NamespaceItem& item : level->names) {
      if (&level->query->range_table[static_cast<std::size_t>(item.entry)] == &entry) return &item;
    }
  }
  return nullptr;
}

/// Would it be seen if the sub-select in FROM were LATERAL?
bool is_reached_by_lateral(const ParseState& state, const RangeEntry& entry) {
  const NamespaceItem* item = state.lateral_active ? nullptr : find_name_of(state, entry);
  return item != nullptr && item->lateral_only && item->lateral_ok;
}

std::vector<std::string> visible_relation_names(const ParseState& state) {
  std::vector<std::string> names;
  for (const ParseState* level = &state; level != nullptr; level = level->parent) {
    for (const NamespaceItem& item : level->names) {
      if (item.relation_visible && !item.name.empty()) names.push_back(item.name);
    }
  }
  return names;
}

std::string did_you_mean(const std::string& name) { return name.empty() ? name : msg::DidYouMean(name); }

/// Levenshtein distance in bytes, as varstr_levenshtein with costs of 1 has it.
std::size_t levenshtein(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

/// searchRangeTableForCol: the one or two columns of any range entry, visible or not, that are most like a name.
class ColumnSearch {
 public:
  ColumnSearch(const ParseState& state, const std::string& relation, const std::string& column) : column_(column) {
    for (const ParseState* level = &state; level != nullptr; level = level->parent) {
      for (const RangeEntry& entry : level->query->range_table) {
        if (entry.kind == RangeKind::join) continue;
        const std::size_t penalty =
            relation.empty() ? 0 : std::min(levenshtein(relation, alias(entry)), kMaxDistance + 1);
        if (!scan(entry, penalty) || penalty != 0) continue;
        (exact_ == nullptr ? exact_ : another_exact_) = &entry;
        if (another_exact_ != nullptr || state.context.catalog.server_version() < kReachSaidSince) return;
      }
    }
  }

  /// An entry that cannot be seen has two of that name: PostgreSQL complains of this first.
  [[nodiscard]] bool is_ambiguous() const { return is_ambiguous_; }

  /// The very column, out of reach.
  [[nodiscard]] bool has_exact() const { return exact_ != nullptr; }
  [[nodiscard]] std::string where() const {
    return another_exact_ == nullptr ? msg::ColumnInUnreachableTable(column_, alias(*exact_))
                                     : msg::ColumnInUnreachableTables(column_);
  }
  /// How `where` is reached; empty: it cannot be.
  [[nodiscard]] std::string way(const ParseState& state, bool is_qualified) const {
    if (another_exact_ != nullptr) return is_qualified ? std::string() : msg::TryQualifying();
    return is_reached_by_lateral(state, *exact_) ? msg::MarkForColumn() : std::string();
  }

  /// What the user may have meant; empty: nothing is like it.
  [[nodiscard]] std::string similar() const {
    if (!first_) return {};
    return second_ ? msg::PerhapsEitherColumn(described(*first_), described(*second_))
                   : msg::PerhapsColumn(described(*first_));
  }

 private:
  static constexpr std::size_t kMaxDistance = 3;  // MAX_FUZZY_DISTANCE
  struct Match {
    const RangeEntry* entry = nullptr;
    std::string column;
  };

  static std::string alias(const RangeEntry& entry) {
    return entry.alias.empty() && entry.kind == RangeKind::values ? "*VALUES*" : entry.alias;
  }
  static std::string described(const Match& match) { return alias(*match.entry) + "." + match.column; }

  /// scanRTEForColumn: does it have the very column?
  bool scan(const RangeEntry& entry, std::size_t penalty) {
    bool found = false;
    for (const RangeColumn& candidate : entry.columns) {
      if (candidate.dropped) continue;
      is_ambiguous_ = is_ambiguous_ || (found && candidate.name == column_);
      found = found || candidate.name == column_;
      update(entry, candidate.name, penalty);
    }
    return found;
  }

  /// updateFuzzyAttrMatchState
  void update(const RangeEntry& entry, const std::string& name, std::size_t penalty) {
    if (penalty > distance_) return;
    std::size_t distance = levenshtein(name, column_);
    if (distance > column_.size() / 2) return;
    distance += penalty;
    if (distance < distance_) {
      distance_ = distance;
      first_ = Match{&entry, name};
      second_.reset();
    } else if (distance == distance_) {
      if (second_) {
        // Too many that are equally near: only a nearer one will do.
        first_.reset();
        second_.reset();
        distance_ = distance - 1;
      } else if (first_) {
        second_ = Match{&entry, name};
      } else if (distance_ <= kMaxDistance) {
        first_ = Match{&entry, name};
      }
    }
  }

  const std::string& column_;
  std::size_t distance_ = kMaxDistance + 1;
  std::optional<Match> first_;
  std::optional<Match> second_;
  const RangeEntry* exact_ = nullptr;
  const RangeEntry* another_exact_ = nullptr;
  bool is_ambiguous_ = false;
};

/// Columns of the items that can be named here; those of `relation` only, unless it is empty.
std::vector<std::string> visible_columns(const ParseState& state, const std::string& relation) {
  std::vector<std::string> names;
  for (const ParseState* level = &state; level != nullptr; level = level->parent) {
    for (const NamespaceItem& item : level->names) {
      const bool applies = relation.empty() ? item.columns_visible : item.relation_visible && item.name == relation;
      if (!applies) continue;
      std::copy_if(item.columns.begin(), item.columns.end(), std::back_inserter(names),
                   [](const std::string& name) { return !name.empty(); });
    }
  }
  return names;
}

/// The visible item of another name that has the column, as "t.c".
std::string same_column_elsewhere(const ParseState& state, const std::string& column) {
  for (const ParseState* level = &state; level != nullptr; level = level->parent) {
    for (const NamespaceItem& item : level->names) {
      if (!item.relation_visible || item.name.empty()) continue;
      if (std::find(item.columns.begin(), item.columns.end(), column) != item.columns.end())
        return item.name + "." + column;
    }
  }
  return {};
}

/// `v<@id`: the @ that was meant to make a parameter belongs to the operator before it.
std::string swallowed_parameter_hint(const ParseState& state, const std::string& column, Span location) {
  constexpr std::string_view kOperatorCharacters = "+-*/<>=~!@#%^&|`?";
  const std::string_view text = state.context.file.text();
  std::size_t begin = std::min<std::size_t>(location.begin, text.size());
  if (begin < 2 || text[begin - 1] != '@') return {};
  const std::size_t end = begin;
  while (begin > 0 && kOperatorCharacters.find(text[begin - 1]) != std::string_view::npos) --begin;
  const std::string op(text.substr(begin, end - begin));
  if (op.size() < 2) return {};
  return msg::OperatorTookTheParameterSign(op, op.substr(0, op.size() - 1), column);
}

[[noreturn]] void fail_out_of_reach(ParseState& state, const ColumnSearch& search, const std::string& relation,
                                    const std::string& column, Span location) {
  const std::string way = search.way(state, !relation.empty());
  fail(state, location,
       relation.empty() ? msg::ColumnOutOfReach(column, search.where(), way)
                        : msg::ColumnOfTableDoesNotExist(relation, column, search.where(), way));
}

}  // namespace

void fail_missing_relation(ParseState& state, std::string_view schema, const std::string& name, Span location) {
  const FoundEntry found = search_range_table(state, schema, name);
  if (found.index < 0) {
    fail(state, location,
         msg::MissingFromClauseEntry(name, did_you_mean(support::nearest_name(name, visible_relation_names(state)))));
  }
  const std::string& alias = found.entry().alias;
  const bool wants_alias = found.entry().has_alias && alias != name && is_visible(state, alias, found.index);
  if (wants_alias) fail(state, location, msg::InvalidReferenceBehindAlias(name, alias));
  if (state.context.catalog.server_version() < kReachSaidSince)
    fail(state, location, msg::InvalidReferenceToTable(name, alias));
  const bool is_lateral = is_reached_by_lateral(state, found.entry());
  fail(state, location, msg::TableOutOfReach(name, alias, is_lateral ? msg::MarkForTable() : std::string()));
}

void fail_missing_column(ParseState& state, const std::string& relation, const std::string& column, Span location) {
  const ColumnSearch search(state, relation, column);
  if (search.is_ambiguous()) fail(state, location, msg::ColumnReferenceIsAmbiguous(column));
  std::string hint = relation.empty() ? swallowed_parameter_hint(state, column, location) : std::string();
  if (hint.empty() && search.has_exact()) {
    if (state.context.catalog.server_version() >= kReachSaidSince)
      fail_out_of_reach(state, search, relation, column, location);
    hint = search.where();
  }
  if (hint.empty()) hint = search.similar();
  // The very name in another place tells more than one that is spelt alike.
  if (hint.empty()) hint = did_you_mean(same_column_elsewhere(state, column));
  if (hint.empty()) hint = did_you_mean(support::nearest_name(column, visible_columns(state, relation)));
  fail(state, location,
       relation.empty() ? msg::ColumnDoesNotExist(column, hint)
                        : msg::ColumnOfTableDoesNotExist(relation, column, std::string(), hint));
}

}  // namespace pgscribe::analyze
