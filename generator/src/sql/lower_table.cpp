#include <string_view>
#include <unordered_map>
#include <utility>

#include "sql/lowering.hpp"

// CREATE TABLE and what is made like a table: AS, views, indexes.

namespace pgscribe::sql {
namespace {

/// nodes/parsenodes.h, CREATE_TABLE_LIKE_*; the bits moved when COMPRESSION came with PostgreSQL 14.
LikeClause lower_like(Lowering& l, NodeView n) {
  LikeClause like;
  like.relation = lower_relation(l, n["relation"]);
  like.span = like.relation.name.span;
  const auto options = static_cast<unsigned>(n.integer("options"));
  const unsigned moved = n.version() >= 140000 ? 1 : 0;
  const auto has = [&](unsigned bit) { return (options & (1U << bit)) != 0; };
  like.comments = has(0);
  like.constraints = has(1 + moved);
  like.defaults = has(2 + moved);
  like.generated = has(3 + moved);
  like.identity = has(4 + moved);
  like.indexes = has(5 + moved);
  return like;
}

TableElement lower_table_element(Lowering& l, NodeView tagged) {
  if (tagged.is("Constraint")) return {lower_table_constraint(l, tagged.body())};
  if (tagged.is("TableLikeClause")) return {lower_like(l, tagged.body())};
  return {lower_column_definition(l, tagged.body())};
}

char action(NodeView n, std::string_view member) {
  const std::string_view text = n.text(member);
  return text.empty() ? 'a' : text.front();
}

void lower_foreign_key(Lowering& l, NodeView n, Constraint& constraint) {
  constraint.has_period = n.flag("fk_with_period");
  constraint.references_period = n.flag("pk_with_period");
  constraint.columns = lower_column_names(l, n["fk_attrs"]);
  if (const NodeView table = n["pktable"]) constraint.referenced = lower_relation(l, table);
  constraint.referenced_columns = lower_column_names(l, n["pk_attrs"]);
  n["fk_del_set_cols"].pass_over();
  constraint.on_delete = action(n, "fk_del_action");
  constraint.on_update = action(n, "fk_upd_action");
}

/// What of a constraint that starts at token `first` older releases do not know.
void check_release(Lowering& l, NodeView n, const Constraint& constraint, std::size_t first) {
  const auto needs = [&](bool is_used, const Construct& construct, std::initializer_list<std::string_view> keywords) {
    if (is_used && l.server_version() < construct.since) l.needs_at(construct, l.find_in_item(first, keywords));
  };
  const auto needs_inside = [&](bool is_used, const Construct& construct, std::string_view keyword) {
    std::size_t i = first;
    while (i < l.tokens().size() && !l.tokens().is(i, keyword)) ++i;
    if (is_used) l.needs_at(construct, i < l.tokens().size() ? i : first);
  };
  const bool is_not_null = constraint.kind == ConstraintKind::not_null;
  needs(is_not_null && constraint.no_inherit && constraint.columns.empty(), construct::kNotNullNoInherit, {"no"});
  if (constraint.kind == ConstraintKind::generated && constraint.is_virtual) {
    const std::size_t word = l.find_in_item(first, {"virtual"});
    l.needs_at(word == first ? construct::kGeneratedWithoutKind : construct::kVirtual, word);
  }
  const bool has_enforced_word = l.find_in_item(first, {"enforced"}) != first;
  needs(constraint.kind == ConstraintKind::check || constraint.kind == ConstraintKind::foreign_key
            ? has_enforced_word
            : constraint.kind == ConstraintKind::enforced || constraint.kind == ConstraintKind::not_enforced,
        construct::kEnforced, {"enforced"});
  needs(constraint.nulls_not_distinct, construct::kNullsNotDistinct, {"nulls"});
  needs_inside(constraint.without_overlaps, construct::kWithoutOverlaps, "without");
  needs_inside(constraint.has_period || constraint.references_period, construct::kPeriod, "period");
  const std::size_t del = l.find_in_item(first, {"delete"});
  if (n["fk_del_set_cols"].size() != 0 && del + 3 < l.tokens().size())
    l.needs_at(construct::kSetColumnsOfForeignKey, del + 3);
}

IndexElement lower_index_element(Lowering& l, NodeView n) {
  IndexElement element;
  n.pass_over();  // its collation and the parameters of its class
  if (const std::string_view name = n.text("name"); !name.empty()) element.column = l.locate(name);
  element.expr = lower_expr(l, n["expr"]);
  if (n["opclass"].size() != 0) element.operator_class = lower_name(l, n["opclass"]);
  const auto is_written = [&](std::string_view member, std::string_view default_value) {
    return !n.text(member).empty() && n.text(member) != default_value;
  };
  element.is_reordered = n.text("ordering") == "SORTBY_DESC" || n.text("nulls_ordering") == "SORTBY_NULLS_FIRST";
  element.is_ordered = is_written("ordering", "SORTBY_DEFAULT") || is_written("nulls_ordering", "SORTBY_NULLS_DEFAULT");
  return element;
}

/// USING m at the cursor; the grammar makes btree of nothing.
Name lower_index_method(Lowering& l, std::string_view method) {
  const bool is_written = l.find_ahead({"using"}, 1) < l.tokens().size();
  return is_written ? l.locate(method) : Name{};
}

std::vector<IndexElement> lower_index_elements(Lowering& l, NodeView list) {
  std::vector<IndexElement> elements;
  for (const NodeView item : list) elements.push_back(lower_index_element(l, item.body()));
  return elements;
}

/// "range"; PARTITION_STRATEGY_RANGE from PostgreSQL 16 on
std::string partition_strategy(std::string_view written) {
  std::string strategy;
  for (const char c : written.substr(written.rfind('_') + 1))
    strategy += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return strategy;
}

/// Grammars before 18 know nothing else than enforced constraints, and do not say so.
bool is_not_enforced(NodeView n, ConstraintKind kind) {
  return n.version() >= 180000 && !n.flag("is_enforced") &&
         (kind == ConstraintKind::check || kind == ConstraintKind::foreign_key);
}

std::vector<RelationRef> lower_relations(Lowering& l, NodeView list) {
  std::vector<RelationRef> relations;
  for (const NodeView item : list) relations.push_back(lower_relation(l, item.body()));
  return relations;
}

}  // namespace

ColumnDefinition lower_column_definition(Lowering& l, NodeView n) {
  ColumnDefinition column;
  l.seek(n.location());
  column.name = {std::string(n.text("colname")), l.token(n.location())};
  if (const NodeView type = n["typeName"]) column.type = lower_type(l, type);
  if (const NodeView collate = n["collClause"]) {
    l.seek(collate.location());
    column.collation_span = l.token(collate.location());
    column.collation = lower_name(l, collate["collname"]);
  }
  if (!n.text("storage_name").empty())
    l.needs_at(construct::kColumnStorage, l.find_in_item(l.token_at(n.location()) + 1, {"storage"}));
  for (const NodeView item : n["constraints"]) column.constraints.push_back(lower_constraint(l, item.body()));
  return column;
}

Constraint lower_constraint(Lowering& l, NodeView n) {
  static const std::unordered_map<std::string_view, ConstraintKind> kinds{
      {"CONSTR_NULL", ConstraintKind::null},
      {"CONSTR_NOTNULL", ConstraintKind::not_null},
      {"CONSTR_DEFAULT", ConstraintKind::default_},
      {"CONSTR_IDENTITY", ConstraintKind::identity},
      {"CONSTR_GENERATED", ConstraintKind::generated},
      {"CONSTR_CHECK", ConstraintKind::check},
      {"CONSTR_PRIMARY", ConstraintKind::primary_key},
      {"CONSTR_UNIQUE", ConstraintKind::unique},
      {"CONSTR_EXCLUSION", ConstraintKind::exclusion},
      {"CONSTR_FOREIGN", ConstraintKind::foreign_key},
      {"CONSTR_ATTR_DEFERRABLE", ConstraintKind::deferrable},
      {"CONSTR_ATTR_NOT_DEFERRABLE", ConstraintKind::not_deferrable},
      {"CONSTR_ATTR_DEFERRED", ConstraintKind::initially_deferred},
      {"CONSTR_ATTR_IMMEDIATE", ConstraintKind::initially_immediate},
      {"CONSTR_ATTR_ENFORCED", ConstraintKind::enforced},
      {"CONSTR_ATTR_NOT_ENFORCED", ConstraintKind::not_enforced},
  };
  Constraint constraint;
  l.seek(n.location());
  const std::size_t first = l.cursor();
  constraint.span = l.token(n.location());
  const auto kind = kinds.find(n.text("contype"));
  if (kind == kinds.end()) {
    l.unsupported(n.text("contype"), constraint.span);
    n.pass_over();
    return constraint;
  }
  constraint.kind = kind->second;
  constraint.name = n.text("conname");
  if (!constraint.name.empty()) static_cast<void>(l.locate(constraint.name));
  constraint.expr = lower_expr(l, n["raw_expr"]);
  constraint.identity_always = n.text("generated_when") == "a";
  constraint.columns = lower_column_names(l, n["keys"]);
  constraint.including = lower_column_names(l, n["including"]);
  constraint.index_name = n.text("indexname");
  constraint.nulls_not_distinct = n.flag("nulls_not_distinct");
  constraint.no_inherit = n.flag("is_no_inherit");
  constraint.not_valid = n.flag("skip_validation");
  constraint.not_enforced = is_not_enforced(n, constraint.kind);
  constraint.is_virtual = n.text("generated_kind") == "v";
  constraint.without_overlaps = n.flag("without_overlaps");
  constraint.deferrable = n.flag("deferrable");
  constraint.initially_deferred = n.flag("initdeferred");
  if (constraint.kind == ConstraintKind::exclusion) {
    l.seek_token(l.token_at(n.location()));  // at EXCLUDE, or CONSTRAINT name before it
    l.advance(l.find_ahead({"exclude"}) + 1);
    constraint.index_method = lower_index_method(l, n.text("access_method"));
  }
  for (const NodeView exclusion : n["exclusions"]) {  // pairs of an element and an operator
    for (const NodeView item : exclusion.items()) {
      if (item.is("IndexElem")) constraint.exclusions.push_back(lower_index_element(l, item.body()));
      if (item.is("List")) constraint.exclusions.back().exclusion_operator = lower_operator_name(l, item.items());
    }
  }
  constraint.where = lower_expr(l, n["where_clause"]);
  if (constraint.kind == ConstraintKind::foreign_key) lower_foreign_key(l, n, constraint);
  check_release(l, n, constraint, first);
  return constraint;
}

Constraint lower_table_constraint(Lowering& l, NodeView n) {
  const std::size_t first = l.token_at(n.location());
  Constraint constraint = lower_constraint(l, n);
  if (constraint.kind == ConstraintKind::not_null) l.needs_at(construct::kTableNotNull, l.find_in_item(first, {"not"}));
  return constraint;
}

CreateTable lower_create_table(Lowering& l, NodeView n, bool foreign) {
  CreateTable table;
  table.foreign = foreign;
  table.relation = lower_relation(l, n["relation"]);
  table.if_not_exists = n.flag("if_not_exists");
  std::vector<RelationRef> parents;
  const bool partition = static_cast<bool>(n["partbound"]);
  if (partition) parents = lower_relations(l, n["inhRelations"]);
  if (const NodeView type = n["ofTypename"]) table.of_type = lower_type(l, type);
  for (const NodeView element : n["tableElts"]) table.elements.push_back(lower_table_element(l, element));
  if (!partition) parents = lower_relations(l, n["inhRelations"]);
  if (!partition) {
    table.inherits = std::move(parents);
  } else if (!parents.empty()) {
    table.partition_of = std::move(parents.front());
  }
  if (const NodeView partition_by = n["partspec"]) {
    table.partitioned = true;
    partition_by.pass_over();
    const NodeView spec = partition_by.is("PartitionSpec") ? partition_by.body() : partition_by;
    table.partition_strategy = partition_strategy(spec.text("strategy"));
    table.partition_key = lower_index_elements(l, spec["partParams"]);
  }
  n["partbound"].pass_over();
  return table;
}

CreateTableAs lower_create_table_as(Lowering& l, NodeView n) {
  CreateTableAs result;
  result.into = lower_into(l, n["into"]);
  // "relkind" up to PostgreSQL 13
  result.materialized_view = n.text("objtype") == "OBJECT_MATVIEW" || n.text("relkind") == "OBJECT_MATVIEW";
  result.if_not_exists = n.flag("if_not_exists");
  const std::size_t first = l.find_ahead({"select", "values", "with", "table", "execute"});
  l.advance(first);
  result.query = lower_inner_statement(
      l, n["query"], l.to_file({l.tokens().range(first).begin, l.tokens().range(l.tokens().size() - 1).end}));
  return result;
}

CreateView lower_create_view(Lowering& l, NodeView n) {
  CreateView view;
  view.relation = lower_relation(l, n["view"]);
  view.columns = lower_column_names(l, n["aliases"]);
  view.replace = n.flag("replace");
  n["options"].pass_over();
  for (const NodeView option : n["options"]) {
    const std::string_view name = option.body().text("defname");
    const std::size_t place = l.token_at(option.body().location());
    if (auto refusal = refused_view_parameter(name, l.server_version()))
      l.refuse(std::move(*refusal), l.tokens_span(place, place + 1));
  }
  view.query = lower_select_ref(l, n["query"]);
  const NodeView query = n["query"].body();
  view.recursive = query["withClause"].flag("recursive") &&
                   l.tokens().find_keyword_before(l.token_at(n["view"].location()), "recursive") < l.tokens().size();
  return view;
}

CreateIndex lower_create_index(Lowering& l, NodeView n) {
  CreateIndex index;
  index.name = n.text("idxname");
  if (!index.name.empty()) index.name_span = l.locate(index.name).span;
  index.relation = lower_relation(l, n["relation"]);
  index.method = lower_index_method(l, n.text("accessMethod"));
  index.unique = n.flag("unique");
  index.nulls_not_distinct = n.flag("nulls_not_distinct");
  if (index.nulls_not_distinct) l.needs_at(construct::kNullsNotDistinct, l.find_in_item(l.cursor(), {"nulls"}));
  index.if_not_exists = n.flag("if_not_exists");
  index.concurrently = n.flag("concurrent");
  index.elements = lower_index_elements(l, n["indexParams"]);
  index.including = lower_index_elements(l, n["indexIncludingParams"]);
  index.where = lower_expr(l, n["whereClause"]);
  return index;
}

Cluster lower_cluster(Lowering& l, NodeView n) {
  Cluster cluster;
  n.pass_over();
  check_options(l, n["params"], OptionOwner::cluster);
  if (const NodeView relation = n["relation"]) cluster.relation = lower_relation(l, relation);
  if (const std::string_view index = n.text("indexname"); !index.empty()) cluster.index = l.locate(index);
  return cluster;
}

}  // namespace pgscribe::sql
