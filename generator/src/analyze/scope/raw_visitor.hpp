#pragma once

#include "sql/ast.hpp"

// Walks over the syntax tree (raw_expression_tree_walker).

namespace pgscribe::analyze {

/// Walks the syntax tree (raw_expression_tree_walker). Override a `visit` to look at a node or to keep out of it; what
/// it does otherwise is to go on with the node's children through `children`.
class RawVisitor {
 public:
  virtual ~RawVisitor() = default;

  virtual void visit(const sql::Expr& expr) { children(expr); }
  virtual void visit(const sql::Select& select) { children(select); }
  virtual void visit(const sql::FromItem& item) { children(item); }
  virtual void visit(const sql::Statement& statement) { children(statement); }
  virtual void visit(const sql::WithClause& with) { children(with); }
  /// A relation named in FROM or as the target of a data-modifying statement.
  virtual void visit(const sql::RelationRef&, support::Span) {}

 protected:
  RawVisitor() = default;
  RawVisitor(const RawVisitor&) = default;
  RawVisitor& operator=(const RawVisitor&) = default;

  void children(const sql::Expr& expr);
  void children(const sql::Select& select);
  void children(const sql::FromItem& item);
  void children(const sql::Statement& statement);
  void children(const sql::WithClause& with);
  /// The parts of a SELECT that are not its operands: for a set operation ORDER BY and LIMIT.
  void decoration(const sql::Select& select);

  void each(const sql::ExprRef& expr);
  void each(const sql::ExprList& exprs);
  void each(const std::vector<sql::Target>& targets);
  void each(const std::vector<sql::SortItem>& items);
  void each(const std::vector<sql::IndirectionStep>& steps);
  void each(const std::vector<sql::Ref<sql::FromItem>>& items);
  void each(const std::optional<sql::WithClause>& with);
  void each(const sql::WindowDefinition& window);
  void each(const sql::GroupItem& item);
  void each(const std::vector<sql::JsonArgument>& passing);
  void each(const std::optional<sql::JsonBehavior>& behavior);
  void each(const std::vector<sql::JsonTableColumn>& columns);
};

}  // namespace pgscribe::analyze
