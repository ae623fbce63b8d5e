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

/// One use of a parameter, in the file: as it is written there.
struct ParameterUse {
  int number = 0;
  Span span;
};

/// A comment inside of a statement that is one word: the name of a switch.
struct Mark {
  std::string name;
  Span target;  ///< the token that follows it, AND left out
};

/// What AND joins, with its text.
struct ConjunctText {
  sql::ExprRef condition;
  Span span;
  Span with_and_before;      ///< from the blanks in front of the AND; empty of the first one
  Span with_and_after;       ///< to what follows the AND; empty of the last one
  bool stands_alone = true;  ///< no parenthesis around it has another one's text in it
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
