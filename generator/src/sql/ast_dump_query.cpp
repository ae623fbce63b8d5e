#include <array>

#include "sql/ast_printer.hpp"

// Queries and data modification.

namespace pgscribe::sql {

void put(Printer& p, JoinKind kind) {
  p.text(std::array<std::string_view, 4>{"inner", "left", "right", "full"}.at(static_cast<std::size_t>(kind)));
}
void put(Printer& p, GroupingSetKind kind) {
  p.text(std::array<std::string_view, 4>{"empty", "rollup", "cube", "sets"}.at(static_cast<std::size_t>(kind)));
}
void put(Printer& p, LockStrength strength) {
  p.text(std::array<std::string_view, 4>{"key_share", "share", "no_key_update", "update"}.at(
      static_cast<std::size_t>(strength)));
}
void put(Printer& p, LockWait wait) {
  p.text(std::array<std::string_view, 3>{"block", "skip_locked", "no_wait"}.at(static_cast<std::size_t>(wait)));
}
void put(Printer& p, SetOperator op) {
  p.text(std::array<std::string_view, 4>{"none", "union", "intersect", "except"}.at(static_cast<std::size_t>(op)));
}
void put(Printer& p, Overriding overriding) {
  p.text(
      std::array<std::string_view, 3>{"none", "user_value", "system_value"}.at(static_cast<std::size_t>(overriding)));
}
void put(Printer& p, MergeAction action) {
  p.text(
      std::array<std::string_view, 4>{"do_nothing", "insert", "update", "delete"}.at(static_cast<std::size_t>(action)));
}

void put(Printer& p, MergeMatch match) {
  p.text(std::array<std::string_view, 3>{"matched", "by_source", "by_target"}.at(static_cast<std::size_t>(match)));
}

void put(Printer& p, const Alias& n) {
  put(p, n.name);
  if (!n.columns.empty()) put(p, n.columns);
}

void put(Printer& p, const Target& n) {
  Members m(p, "Target");
  m("name", n.name);
  m("indirection", n.indirection)("value", n.value);
}

void put(Printer& p, const RelationRef& n) {
  Members m(p, "Relation");
  m("name", n.name)("only", n.only);
  if (n.persistence != 'p') m("persistence", n.persistence);
  m("alias", n.alias);
}

void put(Printer& p, const SubqueryFrom& n) {
  Members(p, "SubqueryFrom")("lateral", n.lateral)("select", n.select)("alias", n.alias);
}
void put(Printer& p, const ColumnDefinitionItem& n) { Members(p, "Column")("name", n.name)("type", n.type); }
void put(Printer& p, const FunctionItem& n) {
  Members(p, "FunctionItem")("call", n.call)("column_definitions", n.column_definitions);
}
void put(Printer& p, const FunctionFrom& n) {
  Members(p, "FunctionFrom")("lateral", n.lateral)("ordinality", n.ordinality)("rows_from", n.rows_from)(
      "functions", n.functions)("alias", n.alias)("column_definitions", n.column_definitions);
}
void put(Printer& p, const XmlTableColumn& n) {
  Members(p, "Column")("name", n.name)("type", n.type)("path", n.path)("default", n.default_value)("not_null",
                                                                                                   n.not_null);
}
void put(Printer& p, const XmlTableFrom& n) {
  Members(p, "XmlTable")("lateral", n.lateral)("document", n.document)("row", n.row)("namespaces", n.namespaces)(
      "columns", n.columns)("alias", n.alias);
}
void put(Printer& p, const TableSampleFrom& n) {
  Members(p, "TableSample")("relation", n.relation)("method", n.method)("args", n.args)("repeatable", n.repeatable);
}
void put(Printer& p, const JoinFrom& n) {
  Members(p, "Join")("kind", n.kind)("natural", n.natural)("left", n.left)("right", n.right)("using", n.using_columns)(
      "using_alias", n.using_alias)("on", n.on)("alias", n.alias);
}
void put(Printer& p, const FromItem& item) { put(p, item.node); }

void put(Printer& p, const GroupItem& n);
void put(Printer& p, const GroupingSet& n) { Members(p, "GroupingSet")("kind", n.kind)("content", n.content); }
void put(Printer& p, const GroupItem& n) {
  put(p, n.expr);
  put(p, n.set);
}
void put(Printer& p, const LockingClause& n) {
  Members m(p, "Lock");
  m("strength", n.strength)("relations", n.relations)("wait", n.wait);
  p.source(n.span);
}
void put(Printer& p, const CteSearch& n) {
  Members(p, "Search")("columns", n.columns)("breadth_first", n.breadth_first)("sequence", n.sequence_column);
}
void put(Printer& p, const CteCycle& n) {
  Members(p, "Cycle")("columns", n.columns)("mark", n.mark_column)("value", n.mark_value)("default", n.mark_default)(
      "path", n.path_column);
}
void put(Printer& p, const CommonTableExpr& n) {
  Members(p, "Cte")("name", n.name)("columns", n.columns)("query", n.query)("search", n.search)("cycle", n.cycle);
}
void put(Printer& p, const WithClause& n) { Members(p, "With")("recursive", n.recursive)("ctes", n.ctes); }
void put(Printer& p, const IntoClause& n) {
  Members(p, "Into")("relation", n.relation)("columns", n.columns)("with_no_data", n.with_no_data);
}

void put(Printer& p, const Select& n) {
  p.text("Select");
  p.source(n.span);
  Members(p, "")("with", n.with)("distinct", n.distinct)("distinct_on", n.distinct_on)("targets", n.targets)(
      "into", n.into)("from", n.from)("where", n.where)("group_distinct", n.group_distinct)("group_by", n.group_by)(
      "having", n.having)("windows", n.windows)("values", n.values)("op", n.set_operator)("all", n.set_all)(
      "left", n.left)("right", n.right)("order_by", n.order_by)("limit", n.limit)("offset", n.offset)(
      "with_ties", n.limit_with_ties)("locking", n.locking);
}

void put(Printer& p, const ReturningOption& n) { Members(p, n.is_new ? "New" : "Old")("name", n.name); }
void put(Printer& p, const Returning& n) {
  if (!n.options.empty()) put(p, n.options);
  put(p, n.targets);
}
bool is_default(const Returning& n) { return n.targets.empty(); }

void put(Printer& p, const InferenceItem& n) {
  Members(p, "Inference")("column", n.column)("expr", n.expr)("collation", n.collation)("operator_class",
                                                                                        n.operator_class);
}
void put(Printer& p, const OnConflict& n) {
  Members(p, "OnConflict")("do_update", n.do_update)("inference", n.inference)("inference_where", n.inference_where)(
      "constraint", n.constraint)("set", n.set)("where", n.where);
}
void put(Printer& p, const Insert& n) {
  Members(p, "Insert")("with", n.with)("relation", n.relation)("columns", n.columns)("overriding", n.overriding)(
      "source", n.source)("on_conflict", n.on_conflict)("returning", n.returning);
}
void put(Printer& p, const Update& n) {
  Members(p, "Update")("with", n.with)("relation", n.relation)("set", n.set)("from", n.from)("where", n.where)(
      "returning", n.returning);
}
void put(Printer& p, const Delete& n) {
  Members(p, "Delete")("with", n.with)("relation", n.relation)("using", n.using_items)("where", n.where)("returning",
                                                                                                         n.returning);
}
void put(Printer& p, const MergeWhen& n) {
  Members(p, "When")("match", n.match)("condition", n.condition)("action", n.action)("overriding", n.overriding)(
      "targets", n.targets)("values", n.values)("default_values", n.default_values);
}
void put(Printer& p, const Merge& n) {
  Members(p, "Merge")("with", n.with)("relation", n.relation)("source", n.source)("on", n.on)("whens", n.whens)(
      "returning", n.returning);
}

}  // namespace pgscribe::sql
