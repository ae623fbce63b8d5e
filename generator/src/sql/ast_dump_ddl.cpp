#include <array>

#include "sql/ast_printer.hpp"

// Data definition and utilities.

namespace pgscribe::sql {

void put(Printer& p, ConstraintKind kind) {
  p.text(std::array<std::string_view, 16>{"null", "not_null", "default", "identity", "generated", "check",
                                          "primary_key", "unique", "exclusion", "foreign_key", "deferrable",
                                          "not_deferrable", "initially_deferred", "initially_immediate", "enforced",
                                          "not_enforced"}
             .at(static_cast<std::size_t>(kind)));
}
void put(Printer& p, ObjectKind kind) {
  p.text(std::array<std::string_view, 43>{"aggregate",
                                          "cast",
                                          "collation",
                                          "column",
                                          "constraint",
                                          "conversion",
                                          "database",
                                          "default",
                                          "domain",
                                          "domain_constraint",
                                          "event_trigger",
                                          "extension",
                                          "foreign_data_wrapper",
                                          "foreign_server",
                                          "foreign_table",
                                          "function",
                                          "index",
                                          "language",
                                          "large_object",
                                          "materialized_view",
                                          "operator",
                                          "operator_class",
                                          "operator_family",
                                          "policy",
                                          "procedure",
                                          "publication",
                                          "role",
                                          "routine",
                                          "rule",
                                          "schema",
                                          "sequence",
                                          "statistics",
                                          "subscription",
                                          "table",
                                          "tablespace",
                                          "text_search",
                                          "transform",
                                          "trigger",
                                          "type",
                                          "attribute",
                                          "view",
                                          "access_method",
                                          "other"}
             .at(static_cast<std::size_t>(kind)));
}
void put(Printer& p, AlterTableKind kind) {
  p.text(std::array<std::string_view, 32>{"add_column",
                                          "drop_column",
                                          "set_type",
                                          "set_default",
                                          "drop_default",
                                          "set_not_null",
                                          "drop_not_null",
                                          "add_constraint",
                                          "drop_constraint",
                                          "add_identity",
                                          "set_identity",
                                          "drop_identity",
                                          "set_expression",
                                          "drop_expression",
                                          "add_inherit",
                                          "drop_inherit",
                                          "attach_partition",
                                          "detach_partition",
                                          "validate_constraint",
                                          "add_index_constraint",
                                          "of_type",
                                          "not_of",
                                          "cluster_on",
                                          "drop_cluster",
                                          "alter_constraint",
                                          "set_logged",
                                          "set_unlogged",
                                          "enable_trigger",
                                          "disable_trigger",
                                          "enable_rule",
                                          "disable_rule",
                                          "other"}
             .at(static_cast<std::size_t>(kind)));
}
void put(Printer& p, AlterDomainKind kind) {
  p.text(std::array<std::string_view, 7>{"set_default", "drop_default", "set_not_null", "drop_not_null",
                                         "add_constraint", "drop_constraint", "validate"}
             .at(static_cast<std::size_t>(kind)));
}
void put(Printer& p, ParameterMode mode) {
  p.text(std::array<std::string_view, 5>{"in", "out", "inout", "variadic", "table"}.at(static_cast<std::size_t>(mode)));
}
void put(Printer& p, DefinitionKind kind) {
  p.text(std::array<std::string_view, 6>{"aggregate", "operator", "type", "collation", "text_search", "other"}.at(
      static_cast<std::size_t>(kind)));
}
void put(Printer& p, CastContext context) {
  p.text(std::array<std::string_view, 3>{"implicit", "assignment", "explicit"}.at(static_cast<std::size_t>(context)));
}
void put(Printer& p, WrapperKind kind) {
  p.text(std::array<std::string_view, 4>{"explain", "prepare", "declare_cursor", "copy"}.at(
      static_cast<std::size_t>(kind)));
}

void put(Printer& p, const Constraint& n) {
  Members m(p, "Constraint");
  put(p, n.kind);
  p.source(n.span);
  p.text(";");
  m("name", n.name)("expr", n.expr)("always", n.identity_always)("virtual", n.is_virtual)("columns", n.columns)(
      "without_overlaps", n.without_overlaps)("period", n.has_period)("references_period", n.references_period)(
      "not_enforced", n.not_enforced)("including", n.including)("index", n.index_name)(
      "nulls_not_distinct", n.nulls_not_distinct)("no_inherit", n.no_inherit)("not_valid", n.not_valid)(
      "deferrable", n.deferrable)("initially_deferred", n.initially_deferred)("exclusions", n.exclusions)(
      "method", n.index_method)("where", n.where)("referenced", n.referenced)("referenced_columns",
                                                                              n.referenced_columns);
  if (n.on_delete != 'a') m("on_delete", n.on_delete);
  if (n.on_update != 'a') m("on_update", n.on_update);
}
void put(Printer& p, const ColumnDefinition& n) {
  Members(p, "Column")("name", n.name)("type", n.type)("collation", n.collation)("constraints", n.constraints);
}
void put(Printer& p, const LikeClause& n) {
  Members(p, "Like")("relation", n.relation)("defaults", n.defaults)("constraints", n.constraints)(
      "identity", n.identity)("generated", n.generated)("indexes", n.indexes)("comments", n.comments);
}
void put(Printer& p, const TableElement& n) { put(p, n.node); }
void put(Printer& p, const CreateSchema& n) {
  Members(p, "CreateSchema")("name", n.name)("if_not_exists", n.if_not_exists)("elements", n.elements);
}
void put(Printer& p, const CreateTable& n) {
  Members(p, "CreateTable")("relation", n.relation)("elements", n.elements)("inherits", n.inherits)(
      "partition_of", n.partition_of)("partitioned", n.partitioned)("strategy", n.partition_strategy)(
      "partition_key", n.partition_key)("of_type", n.of_type)("if_not_exists", n.if_not_exists)("foreign", n.foreign);
}
void put(Printer& p, const CreateTableAs& n) {
  Members(p, "CreateTableAs")("into", n.into)("query", n.query)("materialized_view", n.materialized_view)(
      "if_not_exists", n.if_not_exists);
}
void put(Printer& p, const CreateView& n) {
  Members(p, "CreateView")("relation", n.relation)("columns", n.columns)("query", n.query)("replace", n.replace)(
      "recursive", n.recursive);
}
void put(Printer& p, const ObjectName& n) {
  Members m(p, "Object");
  put(p, n.kind);
  p.text(";");
  m("name", n.name)("args", n.args)("args_unspecified", n.args_unspecified)("type", n.type);
}
void put(Printer& p, const ConstraintChange& n) {
  Members m(p, "Change");
  if (n.deferrable) m(*n.deferrable ? "deferrable" : "not_deferrable", true);
  if (n.enforced) m(*n.enforced ? "enforced" : "not_enforced", true);
  if (n.no_inherit) m(*n.no_inherit ? "no_inherit" : "inherit", true);
}
void put(Printer& p, const AlterTableAction& n) {
  Members m(p, "Action");
  put(p, n.kind);
  p.source(n.span);
  p.text(";");
  m("name", n.name)("column", n.column)("constraint", n.constraint)("change", n.change)("expr", n.expr)(
      "relation", n.relation)("type", n.type)("if_exists", n.if_exists)("cascade", n.cascade);
}
void put(Printer& p, const AlterTable& n) {
  Members m(p, "AlterTable");
  put(p, n.kind);
  p.text(";");
  m("relation", n.relation)("actions", n.actions)("if_exists", n.if_exists);
}
void put(Printer& p, const Rename& n) {
  Members m(p, "Rename");
  put(p, n.kind);
  p.text(";");
  m("relation", n.relation);
  if (n.relation) m("relation_kind", n.relation_kind);
  m("object", n.object)("part", n.part)("new_name", n.new_name)("if_exists", n.if_exists)("cascade", n.cascade);
}
void put(Printer& p, const SetSchema& n) {
  Members m(p, "SetSchema");
  put(p, n.kind);
  p.text(";");
  m("relation", n.relation)("object", n.object)("new_schema", n.new_schema)("if_exists", n.if_exists);
}
void put(Printer& p, const Drop& n) {
  Members(p, "Drop")("objects", n.objects)("if_exists", n.if_exists)("cascade", n.cascade)("concurrently",
                                                                                           n.concurrently);
}
void put(Printer& p, const CreateEnum& n) { Members(p, "CreateEnum")("name", n.name)("labels", n.labels); }
void put(Printer& p, const AlterEnum& n) {
  Members m(p, "AlterEnum");
  m("name", n.name)("old_label", n.old_label)("new_label", n.new_label)("neighbour", n.neighbour)("after", n.after)(
      "if_not_exists", n.if_not_exists);
}
void put(Printer& p, const CreateComposite& n) {
  Members(p, "CreateComposite")("name", n.name)("attributes", n.attributes);
}
void put(Printer& p, const DefinitionParameter& n) {
  p.text(n.name);
  p.text("=");
  put(p, n.value);
}
void put(Printer& p, const CreateRange& n) { Members(p, "CreateRange")("name", n.name)("parameters", n.parameters); }
void put(Printer& p, const CreateDomain& n) {
  Members(p, "CreateDomain")("name", n.name)("type", n.type)("collation", n.collation)("constraints", n.constraints);
}
void put(Printer& p, const AlterDomain& n) {
  Members m(p, "AlterDomain");
  put(p, n.kind);
  p.text(";");
  m("name", n.name)("constraint_name", n.constraint_name)("if_exists", n.if_exists)("constraint", n.constraint)(
      "default", n.default_value);
}
void put(Printer& p, const CreateSequence& n) {
  Members(p, "CreateSequence")("relation", n.relation)("if_not_exists", n.if_not_exists)("owned_by", n.owned_by);
}

void put(Printer& p, const AlterSequence& n) {
  Members(p, "AlterSequence")("relation", n.relation)("if_exists", n.if_exists)("owned_by", n.owned_by);
}
void put(Printer& p, const FunctionParameter& n) {
  Members(p, "Parameter")("name", n.name)("type", n.type)("mode", n.mode)("default", n.default_value);
}
void put(Printer& p, const CreateFunction& n) {
  Members m(p, "CreateFunction");
  m("name", n.name)("parameters", n.parameters)("result", n.result)("procedure", n.procedure)("replace", n.replace)(
      "strict", n.strict)("window", n.window);
  if (n.volatility != 'v') m("volatility", n.volatility);
  m("language", n.language)("body", n.body);
}
void put(Printer& p, const AlterFunction& n) {
  Members m(p, "AlterFunction");
  m("function", n.function);
  if (n.strict) m(*n.strict ? "strict" : "not_strict", true);
}
void put(Printer& p, const Define& n) {
  Members m(p, "Define");
  put(p, n.kind);
  p.text(";");
  m("name", n.name)("aggregate_parameters", n.aggregate_parameters);
  if (n.direct_argument_count >= 0) m("direct", std::to_string(n.direct_argument_count));
  m("old_style", n.old_style)("parameters", n.parameters)("if_not_exists", n.if_not_exists)("replace", n.replace);
}
void put(Printer& p, OperatorClassItem::Kind kind) {
  p.text(std::array<std::string_view, 3>{"operator", "function", "storage"}.at(static_cast<std::size_t>(kind)));
}
void put(Printer& p, const OperatorClassItem& n) {
  Members m(p, "Item");
  put(p, n.kind);
  p.text(" " + std::to_string(n.number) + ";");
  if (!n.object.name.parts.empty()) m("object", n.object);
  m("sort_family", n.sort_family)("types", n.types)("storage", n.storage);
}
void put(Printer& p, const CreateOperatorClass& n) {
  Members(p, "CreateOperatorClass")("name", n.name)("default", n.is_default)("type", n.type)("method", n.method)(
      "family", n.family)("items", n.items);
}
void put(Printer& p, const CreateOperatorFamily& n) {
  Members(p, "CreateOperatorFamily")("name", n.name)("method", n.method);
}
void put(Printer& p, const AlterOperatorFamily& n) {
  Members(p, "AlterOperatorFamily")("name", n.name)("method", n.method)("drop", n.is_drop)("items", n.items);
}
void put(Printer& p, const CreateAccessMethod& n) { Members(p, "CreateAccessMethod")("name", n.name); }
void put(Printer& p, const CreateCast& n) {
  Members m(p, "CreateCast");
  m("source", n.source)("target", n.target)("function", n.function)("inout", n.inout);
  p.text(" ");
  put(p, n.context);
}
void put(Printer& p, const CreateExtension& n) {
  Members(p, "CreateExtension")("name", Name{n.name, n.name_span})("schema", n.schema)("if_not_exists",
                                                                                       n.if_not_exists);
}
void put(Printer& p, const IndexElement& n) {
  Members(p, "Element")("column", n.column)("expr", n.expr)("operator_class", n.operator_class)(
      "is_ordered", n.is_ordered)("is_reordered", n.is_reordered)("exclusion_operator", n.exclusion_operator);
}
void put(Printer& p, const CreateIndex& n) {
  Members(p, "CreateIndex")("name", n.name)("relation", n.relation)("method", n.method)("unique", n.unique)(
      "nulls_not_distinct", n.nulls_not_distinct)("elements", n.elements)("including", n.including)("where", n.where)(
      "if_not_exists", n.if_not_exists)("concurrently", n.concurrently);
}
void put(Printer& p, const Cluster& n) { Members(p, "Cluster")("relation", n.relation)("index", n.index); }
void put(Printer& p, const Comment& n) { Members(p, "Comment")("object", n.object)("text", n.text); }
void put(Printer& p, const SetVariable& n) {
  Members(p, "SetVariable")("name", n.name)("values", n.values)("is_default", n.is_default)("is_local", n.is_local)(
      "is_reset", n.is_reset);
}
void put(Printer& p, const Do& n) { Members(p, "Do")("language", n.language)("body", n.body); }
void put(Printer& p, const CreateTrigger& n) {
  Members(p, "CreateTrigger")("name", n.name)("relation", n.relation)("before", n.timing == TriggerTiming::before)(
      "instead_of", n.timing == TriggerTiming::instead_of)("for_each_row", n.for_each_row)("insert", n.on.insert)(
      "update", n.on.update)("delete", n.on.delete_)("columns", n.columns)("when", n.when)("function", n.function)(
      "replace", n.replace);
}
void put(Printer& p, const CreateRule& n) {
  Members(p, "CreateRule")("name", n.name)("relation", n.relation)("insert", n.on.insert)("update", n.on.update)(
      "delete", n.on.delete_)("instead", n.instead)("condition", n.condition)("actions", n.actions)(
      "returns_rows", n.returns_rows)("returns_one", n.returns_one)("replace", n.replace);
}
void put(Printer& p, const SetPolicy& n) {
  Members(p, "SetPolicy")("name", n.name)("relation", n.relation)("visible", n.visible)("check", n.check)("is_alter",
                                                                                                          n.is_alter);
}
void put(Printer& p, const Call& n) { Members(p, "Call")("call", n.call); }
void put(Printer& p, const WrappedStatement& n) {
  Members m(p, "Wrapped");
  put(p, n.kind);
  p.text(";");
  m("name", n.name)("argument_types", n.argument_types)("format", n.format)("statement", n.statement);
}
void put(Printer& p, const Utility& n) {
  Members(p, "Utility")("tag", n.tag)("name", n.name)("relations", n.relations);
}

void put(Printer& p, const Statement& statement) { put(p, statement.node); }

}  // namespace pgscribe::sql
