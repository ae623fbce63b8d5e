#pragma once

#include <string>
#include <vector>

#include "expressions.hpp"

namespace pgscribe::differential {

/// Random statements: queries, data modification, and some of them damaged in one place.
class Statements {
 public:
  Statements(std::uint64_t seed, const Vocabulary& vocabulary)
      : random_(seed), vocabulary_(vocabulary), expressions_(random_, vocabulary) {}

  [[nodiscard]] std::string next();

 private:
  [[nodiscard]] std::string statement();
  [[nodiscard]] std::string select(int depth);
  [[nodiscard]] std::string grouped_select();
  [[nodiscard]] std::string windowed_select();
  [[nodiscard]] std::string set_operation();
  [[nodiscard]] std::string values();
  [[nodiscard]] std::string with_query();
  [[nodiscard]] std::string recursive_query();
  [[nodiscard]] std::string insert();
  [[nodiscard]] std::string on_conflict();
  [[nodiscard]] std::string update();
  [[nodiscard]] std::string delete_();
  [[nodiscard]] std::string merge();
  [[nodiscard]] std::string utility();
  /// A FROM clause; its columns come into scope.
  [[nodiscard]] std::string from_clause();
  [[nodiscard]] std::string from_item(const std::string& alias);
  [[nodiscard]] std::string joined_items();
  [[nodiscard]] std::string tail();
  [[nodiscard]] std::string returning();
  [[nodiscard]] std::string old_and_new();
  [[nodiscard]] std::string assignments(const Vocabulary::Relation& relation);
  [[nodiscard]] const Vocabulary::Relation& target();
  void see(const Vocabulary::Relation& relation, const std::string& qualifier);
  [[nodiscard]] std::string some_column();
  [[nodiscard]] std::string damaged(const std::string& statement);

  Random random_;
  const Vocabulary& vocabulary_;
  Expressions expressions_;
};

}  // namespace pgscribe::differential
