#include "analyze/clauses/row_edit.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/clauses/row_text.hpp"
#include "catalog/quote_identifier.hpp"

namespace pgscribe::analyze {

namespace {

using catalog::quote_identifier;

/// Query levels, the innermost first.
using Levels = std::vector<const BoundQuery*>;

Levels below(const BoundQuery& query, const Levels& levels) {
  Levels inner{&query};
  inner.insert(inner.end(), levels.begin(), levels.end());
  return inner;
}

bool is_entry(const FromNode& node, int entry) {
  if (const auto* join = std::get_if<JoinNode>(&node.node))
    return is_entry(*join->left, entry) || is_entry(*join->right, entry);
  return std::get<RangeReference>(node.node).entry == entry;
}

/// On the side of an outer join that may have no row.
bool is_optional(const FromNode& node, int entry) {
  const auto* join = std::get_if<JoinNode>(&node.node);
  if (join == nullptr) return false;
  using sql::JoinKind;
  const bool left = join->kind == JoinKind::right || join->kind == JoinKind::full;
  const bool right = join->kind == JoinKind::left || join->kind == JoinKind::full;
  if ((left && is_entry(*join->left, entry)) || (right && is_entry(*join->right, entry))) return true;
  return is_optional(*join->left, entry) || is_optional(*join->right, entry);
}

/// Does GROUP BY or DISTINCT compare what it selects? Then the text of one place cannot change alone.
bool compares_output(const BoundQuery& query) {
  if (query.distinct || !query.distinct_on.empty()) return true;
  return std::any_of(query.group_by.begin(), query.group_by.end(), [](const SortKey& key) {
    bool found = false;
    walk(*key.expr, [&](const BoundExpr& part, int) {
      const auto* var = std::get_if<ColumnVar>(&part.node);
      found = found || (var != nullptr && var->column == 0);
      return !found;
    });
    return found;
  });
}

/// `edits` and the edits of one output column; all of them, or none where a part cannot be written out.
class RowWriter {
 public:
  RowWriter(const catalog::Catalog& catalog, const support::SourceFile& file, std::vector<sql::TextEdit>& edits)
      : catalog_(catalog), file_(file), edits_(edits) {}

  bool write_output(const BoundQuery& query, std::size_t index, const Levels& outer) {
    const Levels levels = below(query, outer);
    if (query.set_operations) return write_branches(*query.set_operations, index, levels);
    const std::vector<const TargetEntry*> output = query.output();
    if (index >= output.size() || compares_output(query)) return false;
    const TargetEntry& target = *output[index];
    if (!write(*target.expr, levels)) return false;
    if (names_its_target(*target.expr)) name_target(target);
    return true;
  }

 private:
  bool write_branches(const SetOperationNode& node, std::size_t index, const Levels& levels) {
    if (node.entry < 0) return write_branches(*node.left, index, levels) && write_branches(*node.right, index, levels);
    const QueryRef& branch = levels.front()->range_table[static_cast<std::size_t>(node.entry)].subquery;
    return branch && write_output(*branch, index, levels);
  }

  bool write(const BoundExpr& expr, const Levels& levels) {
    return std::visit([&](const auto& node) { return visit(node, expr, levels); }, expr.node);
  }

  bool write_all(const BoundList& exprs, const Levels& levels) {
    return std::all_of(exprs.begin(), exprs.end(), [&](const BoundRef& expr) { return write(*expr, levels); });
  }

  /// What is not below changes the value, or is not known to hand it on.
  template <class Node>
  bool visit(const Node&, const BoundExpr&, const Levels&) {
    return false;
  }

  bool visit(const ColumnVar& var, const BoundExpr& expr, const Levels& levels) {
    std::string name(file_.slice(expr.span));
    const bool has_comment = name.find("--") != std::string::npos || name.find("/*") != std::string::npos;
    if (name.empty() || has_comment || is_edited(expr.span)) return false;  // a star's columns share its place
    if (var.column != 0) {
      edits_.push_back({expr.span, written_out(catalog_, name, expr.type)});
      return true;
    }
    const auto level = static_cast<std::size_t>(var.levels_up);
    if (level >= levels.size() || !has_own_names(*levels[level], var.relation, expr.type)) return false;
    const std::string prefix = name.ends_with("*") ? name.substr(0, name.find_last_of('.')) : name;
    const std::string row = row_text(catalog_, prefix, expr.type);
    const auto& from = levels[level]->from;
    const bool optional =
        var.version != RowVersion::current ||
        std::any_of(from.begin(), from.end(), [&](const auto& item) { return is_optional(*item, var.relation); });
    edits_.push_back({expr.span, optional ? unless_null(name, row) : row});
    return true;
  }

  /// `FROM t AS a(x, y)` names columns by their position.
  bool has_own_names(const BoundQuery& query, int entry, Oid row) const {
    std::vector<std::string> visible;
    for (const RangeColumn& column : query.range_table[static_cast<std::size_t>(entry)].columns) {
      if (!column.dropped) visible.push_back(column.name);
    }
    std::vector<std::string> declared;
    for (const catalog::CompositeAttribute& column : catalog_.attributes(row)) declared.push_back(column.name);
    return visible == declared;
  }

  bool visit(const SubqueryExpr& subquery, const BoundExpr&, const Levels& levels) {
    const bool is_value = subquery.kind == sql::SubqueryKind::scalar || subquery.kind == sql::SubqueryKind::array;
    return is_value && subquery.query && write_output(*subquery.query, 0, levels);
  }

  bool visit(const ArrayExpr& array, const BoundExpr&, const Levels& levels) {
    return write_all(array.elements, levels);
  }
  bool visit(const CoalesceExpr& coalesce, const BoundExpr&, const Levels& levels) {
    return write_all(coalesce.args, levels);
  }
  bool visit(const CaseExpr& choice, const BoundExpr&, const Levels& levels) {
    const bool whens = std::all_of(choice.whens.begin(), choice.whens.end(),
                                   [&](const auto& when) { return write(*when.second, levels); });
    return whens && (!choice.has_else || write(*choice.otherwise, levels));
  }
  bool visit(const SubscriptExpr& subscript, const BoundExpr&, const Levels& levels) {
    return !subscript.assigned && write(*subscript.container, levels);
  }
  /// NULL and '{}' take the type of what stands beside them, unless they have a cast of their own.
  bool visit(const Constant&, const BoundExpr& expr, const Levels&) {
    std::string_view rest = file_.text();
    rest.remove_prefix(expr.span.end);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    std::string_view before = file_.text().substr(0, expr.span.begin);
    before = before.substr(0, before.find_last_not_of(" \t\r\n") + 1);
    const bool follows_keyword =
        before.ends_with("THEN") || before.ends_with("then") || before.ends_with("ELSE") || before.ends_with("else");
    return (before.ends_with(',') || follows_keyword) &&
           (rest.starts_with(',') || rest.starts_with(')') || rest.starts_with("END") || rest.starts_with("end") ||
            rest.starts_with("WHEN") || rest.starts_with("when") || rest.starts_with("ELSE") ||
            rest.starts_with("else"));
  }
  bool visit(const AggregateExpr& call, const BoundExpr&, const Levels& levels) {
    return call.function != nullptr && call.function->facts.hands_on(0) && call.args.size() == 1 && !call.distinct &&
           write(*call.args.front(), levels);
  }
  bool visit(const WindowExpr& call, const BoundExpr&, const Levels& levels) {
    if (call.function == nullptr || call.function->facts.values_of == 0) return false;
    for (std::size_t i = 0; i < call.args.size(); ++i) {
      if (call.function->facts.hands_on(i) && !write(*call.args[i], levels)) return false;
    }
    return true;
  }

  bool is_edited(Span span) const {
    return std::any_of(edits_.begin(), edits_.end(), [&](const sql::TextEdit& edit) {
      return edit.span.begin < span.end && span.begin < edit.span.end;
    });
  }

  /// Can the column have its name from a name that has been written out (FigureColname)?
  static bool names_its_target(const BoundExpr& expr) {
    if (const auto* choice = std::get_if<CaseExpr>(&expr.node)) return choice->has_else;
    return std::holds_alternative<ColumnVar>(expr.node);
  }

  /// Keeps the name of a target whose last edit is what named it.
  void name_target(const TargetEntry& target) {
    const std::string alias = " AS " + quote_identifier(target.name);
    const std::uint32_t end = edits_.back().span.end;
    if (end == target.span.end) {
      edits_.back().replacement += alias;
    } else if (end < target.span.end && is_closing(file_.slice({end, target.span.end}))) {
      edits_.push_back({{target.span.end, target.span.end}, alias});
    }
  }

  /// Nothing but the ends of CASE and of parentheses.
  static bool is_closing(std::string_view text) {
    while (!text.empty()) {
      const bool is_end = text.starts_with("END") || text.starts_with("end");
      if (!is_end && std::string_view(" \t\r\n)").find(text.front()) == std::string_view::npos) return false;
      text.remove_prefix(is_end ? 3 : 1);
    }
    return true;
  }

  const catalog::Catalog& catalog_;
  const support::SourceFile& file_;
  std::vector<sql::TextEdit>& edits_;
};

bool changes_data(const BoundQuery& query) {
  return std::any_of(query.ctes.begin(), query.ctes.end(),
                     [](const CteEntry& cte) { return cte.query && cte.query->kind != QueryKind::select; });
}

/// The statement in FROM of a SELECT that writes out those of its columns that are in `columns`.
void wrap(const BoundQuery& query, const std::vector<bool>& columns, Span statement, const catalog::Catalog& catalog,
          std::vector<sql::TextEdit>& edits) {
  const std::vector<const TargetEntry*> output = query.output();
  std::string aliases;
  std::string values;
  for (std::size_t i = 0; i < output.size(); ++i) {
    const std::string alias = "c" + std::to_string(i + 1);
    const std::string value = "result." + alias;
    aliases += (i == 0 ? "" : ", ") + alias;
    values += (i == 0 ? "" : ", ") + (columns[i] ? written_out(catalog, value, output[i]->expr->type) : value) +
              " AS " + quote_identifier(output[i]->name);
  }
  edits.push_back({{statement.begin, statement.begin}, "SELECT " + values + " FROM (\n"});
  // On a line of its own: the statement may end in a comment.
  edits.push_back({{statement.end, statement.end}, "\n) AS result (" + aliases + ")"});
}

}  // namespace

bool holds_whole_rows(const catalog::Catalog& catalog, Oid type) {
  if (relation_of_rows(catalog, type) != nullptr) return true;
  const Oid element = catalog.element_type(type);
  return element != catalog::kInvalidOid && relation_of_rows(catalog, element) != nullptr;
}

std::vector<sql::TextEdit> with_rows_written_out(const BoundQuery& query, const query::QueryDecl& decl,
                                                 const catalog::Catalog& catalog, std::vector<sql::TextEdit> edits) {
  const std::vector<const TargetEntry*> output = query.output();
  std::vector<bool> left(output.size(), false);
  for (std::size_t i = 0; i < output.size(); ++i) {
    if (!holds_whole_rows(catalog, output[i]->expr->type)) continue;
    std::vector<sql::TextEdit> written = edits;
    if (RowWriter(catalog, *decl.file, written).write_output(query, i, {})) {
      edits = std::move(written);
    } else {
      left[i] = true;
    }
  }
  const bool is_left = std::find(left.begin(), left.end(), true) != left.end();
  if (is_left && query.kind == QueryKind::select && !changes_data(query))
    wrap(query, left, decl.statement_span, catalog, edits);
  return edits;
}

}  // namespace pgscribe::analyze
