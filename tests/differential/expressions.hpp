#pragma once

#include <string>
#include <vector>

#include "random.hpp"
#include "vocabulary.hpp"

namespace pgscribe::differential {

/// A column that an expression may name.
struct VisibleColumn {
  std::string text;
  Vocabulary::Oid type = Vocabulary::kNone;
};

/// Random expressions over the columns in scope. `depth` bounds the nesting. In most statements care is taken that what
/// meets has fitting types, as the server stops at the first error.
class Expressions {
 public:
  Expressions(Random& random, const Vocabulary& vocabulary) : random_(random), vocabulary_(vocabulary) {}

  /// A new statement: no parameters yet, no columns.
  void reset();
  std::vector<VisibleColumn>& columns() { return columns_; }
  [[nodiscard]] bool is_careful() const { return careful_; }

  [[nodiscard]] std::string any(int depth);
  /// Mostly of that type, or of one that casts to it; sometimes of any.
  [[nodiscard]] std::string of_type(Vocabulary::Oid type, int depth);
  [[nodiscard]] std::string condition(int depth);
  [[nodiscard]] std::string aggregate(int depth);
  /// A call for FROM.
  [[nodiscard]] std::string table_function(int depth);
  /// A few that may meet in a UNION, CASE or IN.
  [[nodiscard]] std::vector<std::string> alike(std::size_t count, int depth);
  /// JSON_TABLE for FROM, with its alias; the columns of it come into scope.
  [[nodiscard]] std::string json_table(const std::string& alias);
  [[nodiscard]] std::string parameter();
  [[nodiscard]] std::string atom();

 private:
  using Oid = Vocabulary::Oid;

  [[nodiscard]] std::string leaf(Oid type);
  [[nodiscard]] bool is_careful_choice(const Vocabulary::Function& function) const;
  [[nodiscard]] std::string argument(Oid type, int depth);
  [[nodiscard]] std::string polymorphic_argument(Oid type, int depth);
  [[nodiscard]] std::string operator_expression(const Vocabulary::Operator& op, int depth);
  /// "::type", or nothing for a pseudo type.
  [[nodiscard]] std::string typed(Oid type) const;
  [[nodiscard]] std::string call(const Vocabulary::Function& function, int depth);
  [[nodiscard]] std::string arguments(const Vocabulary::Function& function, int depth);
  [[nodiscard]] std::string named_arguments(const Vocabulary::Function& function, int depth);
  [[nodiscard]] std::string ordered_set(const Vocabulary::Function& function, int depth);
  [[nodiscard]] std::string call_suffix(const Vocabulary::Function& function, int depth);
  [[nodiscard]] std::string any_call(int depth);
  [[nodiscard]] std::string cast(int depth);
  [[nodiscard]] std::string construct(int depth);
  [[nodiscard]] std::string choice(int depth);
  [[nodiscard]] std::string comparison(int depth);
  [[nodiscard]] std::string access(int depth);
  [[nodiscard]] std::string sql_syntax(int depth);
  [[nodiscard]] std::string subquery(int depth);
  /// A constructor, test or query function of SQL/JSON that the server's release has.
  [[nodiscard]] std::string sql_json(int depth);
  [[nodiscard]] std::string json_constructor(int depth);
  [[nodiscard]] std::string json_query_function(int depth);
  [[nodiscard]] std::string json_value(int depth);
  [[nodiscard]] std::string json_document(int depth);
  [[nodiscard]] std::string json_path(int depth);
  [[nodiscard]] std::string json_returning();
  [[nodiscard]] std::string json_behavior(bool has_default);
  [[nodiscard]] std::string json_column(int depth);
  [[nodiscard]] std::string over();
  [[nodiscard]] Oid column_type();
  [[nodiscard]] std::string type_name();

  Random& random_;
  const Vocabulary& vocabulary_;
  std::vector<VisibleColumn> columns_;
  int parameters_ = 0;
  bool careful_ = false;
  Oid element_ = Vocabulary::kNone;  ///< what anyelement means in the call being written
};

}  // namespace pgscribe::differential
