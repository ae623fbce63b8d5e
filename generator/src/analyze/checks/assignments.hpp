#pragma once

#include <string_view>
#include <vector>

#include "analyze/scope/parse_state.hpp"

// The columns that a statement assigns to, followed down through views (rewriteTargetListIU).

namespace pgscribe::analyze {

/// The columns that a statement assigns to, of its target and then of the relations below it when that is a view
/// (rewriteTargetListIU).
class Assignments {
 public:
  Assignments(ParseState& state, const BoundQuery& query, const std::vector<TargetEntry>& targets, bool is_insert)
      : Assignments(state, query, targets, is_insert, query.overriding) {}
  Assignments(ParseState& state, const BoundQuery& query, const std::vector<TargetEntry>& targets, bool is_insert,
              sql::Overriding overriding);

  /// Two assignments to one column [42601]; a value for a column that makes its own [428C9].
  void check(const catalog::Relation& relation) const;
  /// Columns of the view that lead to none below [0A000]. `refusal`: "cannot insert into column".
  void check_view_columns(const catalog::Relation& view, std::string_view verb) const;
  /// From the view's columns to those of the relation below. All must be writable.
  void descend(const catalog::ViewBase& base);

 private:
  struct Assignment {
    const TargetEntry* target = nullptr;
    int attribute = 0;
    bool is_default = false;
  };

  void check_repeated(const catalog::Relation& relation) const;
  void check_value(const Assignment& assignment, const catalog::Column& column) const;

  ParseState& state_;
  std::vector<Assignment> assignments_;
  bool is_insert_;
  sql::Overriding overriding_;
};

}  // namespace pgscribe::analyze
