#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyze/variants/condition_list.hpp"
#include "query/query_decl.hpp"
#include "sql/token_index.hpp"

// Where in a query's text its conditions, parameters and marks stand.

namespace pgscribe::analyze {

using support::Span;

[[nodiscard]] constexpr bool contains(Span outer, Span inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

/// One use of a parameter, in the file: as it is written there.
struct ParameterUse {
  int number = 0;
  Span span;
};

/// A comment inside of a statement that is one word: the name of a switch.
struct Mark {
  std::string name;
  Span target;              ///< the token that follows it, AND left out; from a parenthesis to the one that closes it
  std::uint32_t first = 0;  ///< where its first token that is no parenthesis begins

  /// Whether it stands in front of what begins here.
  [[nodiscard]] bool is_before(std::uint32_t begin) const { return target.begin <= begin && begin <= first; }
};

/// What AND joins, with its text.
struct ConjunctText {
  sql::ExprRef condition;
  Span span;
  Span with_and_before;      ///< from the blanks in front of the AND; empty of the first one
  Span with_and_after;       ///< to what follows the AND; empty of the last one
  bool stands_alone = true;  ///< no parenthesis around it has another one's text in it
};

/// A clause that is a list: its items, and the keyword in front of them.
struct ListText {
  Span keyword;
  std::vector<Span> items;

  [[nodiscard]] bool empty() const { return items.empty(); }
  [[nodiscard]] Span span() const { return {items.front().begin, items.back().end}; }
};

struct ConditionText {
  ConditionList::Clause clause = ConditionList::Clause::where;
  std::vector<ConjunctText> conjuncts;
};

/// The tokens of a query as its author wrote it, in file offsets.
class StatementText {
 public:
  explicit StatementText(const query::QueryDecl& decl);

  [[nodiscard]] std::vector<ParameterUse> parameter_uses() const;
  [[nodiscard]] std::vector<Mark> marks() const;
  /// Of every level, outer ones first.
  [[nodiscard]] std::vector<ConditionText> conditions() const;
  /// ORDER BY of the statement itself, not of what is inside of it; its keyword is BY.
  [[nodiscard]] ListText order_by() const;
  /// WHERE of the statement itself; empty where it has none.
  [[nodiscard]] Span where() const;
  /// Behind what stands in front of ORDER BY.
  [[nodiscard]] std::uint32_t before_order_by() const;
  [[nodiscard]] ListText set_list() const;   ///< of an UPDATE
  [[nodiscard]] ListText returning() const;  ///< of an UPDATE
  [[nodiscard]] Span update_keyword() const;
  /// From the blanks in front of LEFT JOIN to the end of its ON.
  [[nodiscard]] Span join_span(const sql::JoinFrom& join) const;
  /// `span` with the blanks in front of it, as far as no comment stands in them.
  [[nodiscard]] Span with_blanks_before(Span span) const;

 private:
  /// Tokens [begin, end).
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  [[nodiscard]] std::size_t token_at(std::uint32_t file_offset) const { return tokens_.at(file_offset - base_); }
  [[nodiscard]] Span span_of(std::size_t token) const;
  [[nodiscard]] Span span_of(Range range) const;
  [[nodiscard]] ListText list_behind(std::size_t keyword) const;
  [[nodiscard]] std::size_t find_outside_parentheses(std::size_t from, const char* keyword) const;
  [[nodiscard]] ConditionText text_of(const ConditionList& list) const;
  [[nodiscard]] std::size_t start_of(const sql::Expr& condition) const;
  [[nodiscard]] std::size_t end_of(const sql::Expr& condition, std::size_t begin, bool is_last) const;
  [[nodiscard]] bool is_balanced(Range range) const;
  [[nodiscard]] Range without_outer_parentheses(Range range) const;

  const query::QueryDecl& decl_;
  std::uint32_t base_;
  sql::TokenIndex tokens_;
};

}  // namespace pgscribe::analyze
