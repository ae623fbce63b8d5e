#include "catalog/table_expression.hpp"

#include <memory>
#include <utility>

#include "catalog/builtins.hpp"
#include "catalog/ddl_expression.hpp"
#include "catalog/messages.hpp"
#include "catalog/quote_identifier.hpp"

namespace pgscribe::catalog {

namespace {

void add_target(sql::Select& select, const sql::Expr& expr) {
  select.targets.push_back({std::nullopt, {}, std::make_shared<const sql::Expr>(expr), expr.extent});
  select.span = expr.extent;
}

std::optional<QueryShape> analyze_select(const DdlContext& context, sql::Select select, const sql::Expr& expr,
                                         ExpressionPlace place, support::Diagnostics& said) {
  if (!context.analyze_query) return std::nullopt;
  add_target(select, expr);
  std::optional<QueryShape> shape =
      context.analyze_query(context.catalog, sql::Statement{std::move(select), expr.extent}, place, context.file, said);
  if (said.has_errors() || (shape && shape->columns.size() != 1)) shape.reset();
  return shape;
}

sql::Ref<sql::FromItem> from_only(const Relation& table, const std::string& alias, Span span) {
  sql::RelationRef reference;
  reference.name = {{table.schema, table.name}, span};
  reference.only = true;
  if (!alias.empty()) reference.alias = sql::Alias{{alias, span}, {}};
  return std::make_shared<const sql::FromItem>(sql::FromItem{std::move(reference), span});
}

sql::Select select_over(const Relation& table, const sql::Expr& expr) {
  sql::Select select;
  select.from.push_back(from_only(table, {}, expr.extent));
  return select;
}

}  // namespace

std::optional<QueryShape> analyze_over(const DdlContext& context, const Relation& table, const sql::Expr& expr,
                                       ExpressionPlace place) {
  support::Diagnostics unsaid;
  return analyze_select(context, select_over(table, expr), expr, place, unsaid);
}

namespace {

ObjectUses uses_of(QueryShape shape) {
  std::vector<Oid> relations = std::move(shape.relations);
  relations.insert(relations.end(), shape.named_relations.begin(), shape.named_relations.end());
  return {std::move(shape.columns_used), std::move(shape.functions), std::move(shape.types),
          std::move(shape.operators),    std::move(relations),       shape.has_mutable_calls};
}

/// Besides `table`, whose part the expression is. Without an analysis: functions by name and number of arguments.
std::shared_ptr<const ObjectUses> uses_of(const DdlContext& context, std::optional<QueryShape> shape,
                                          const sql::Expr& expr, Oid table = kInvalidOid) {
  ObjectUses uses;
  if (!shape) {
    uses.functions = functions_called(context.catalog, expr);
  } else {
    uses = uses_of(std::move(*shape));
    std::erase(uses.relations, table);
  }
  return std::make_shared<const ObjectUses>(std::move(uses));
}

/// As analyze_select, with its errors said, unless the expression may use what an extension made that is not known. The
/// table that it is part of stays, so that one mistake gives one message.
std::optional<QueryShape> analyze_aloud(DdlContext& context, sql::Select select, const sql::Expr& expr,
                                        ExpressionPlace place) {
  support::Diagnostics said;
  std::optional<QueryShape> shape = analyze_select(context, std::move(select), expr, place, said);
  for (const support::Diagnostic& diagnostic : said.all()) {
    if (diagnostic.severity != support::Severity::error || context.catalog.has_unknown_extension()) continue;
    context.diagnostics.add(diagnostic);
    context.keep_despite_errors = true;
  }
  return shape;
}

/// What is said of `INSERT INTO receiver (name) select` about a table that stands for the one that gets the value.
support::Diagnostics errors_of_assignment(DdlContext& context, const sql::Select& select, const Receiver& receiver) {
  Column column;
  column.name = receiver.name;
  column.type = receiver.type;
  Relation table;
  table.oid = context.data.allocate_oid();
  table.schema = "pg_temp";
  table.name = "receiver " + std::to_string(table.oid);
  table.columns.push_back(std::move(column));
  const Span span = select.span;
  sql::Insert insert;
  insert.relation.name = {{table.schema, table.name}, span};
  insert.relation_span = span;
  insert.columns.push_back({sql::Name{std::string(receiver.name), span}, {}, nullptr, span});
  insert.source = std::make_shared<const sql::Select>(select);
  const Oid oid = context.data.relations.insert(std::move(table)).oid;
  support::Diagnostics said;
  context.analyze_query(context.catalog, sql::Statement{std::move(insert), span}, ExpressionPlace::query, context.file,
                        said);
  context.data.relations.erase(oid);
  return said;
}

/// coerce_to_target_type of a value on its way into a column. `refusal` makes the message of the type that it has and
/// the receiver's where there is no such coercion; a constant that the type's input function refuses is reported as
/// everywhere.
template <class Refusal>
void check_assignment(DdlContext& context, sql::Select select, const sql::Expr& expr,
                      const std::optional<QueryShape>& shape, const Receiver& receiver, const Refusal& refusal) {
  const Oid own = shape ? shape->columns.front().type : kErrorType;
  if (own == receiver.type || own == kErrorType || receiver.type == kErrorType ||
      context.catalog.type(receiver.type) == nullptr)
    return;
  add_target(select, expr);
  const support::Diagnostics said = errors_of_assignment(context, select, receiver);
  for (const support::Diagnostic& diagnostic : said.all()) {
    constexpr std::string_view kDatatypeMismatch = "42804";
    if (diagnostic.severity != support::Severity::error) continue;
    context.keep_despite_errors = true;
    if (diagnostic.code != kDatatypeMismatch) {
      context.diagnostics.add(diagnostic);
    } else {
      context.fail(expr.extent, refusal(context.catalog.format_type(own), context.catalog.format_type(receiver.type)));
    }
  }
}

std::string_view condition_name(ExpressionPlace place) {
  switch (place) {
    case ExpressionPlace::check_constraint: return "CHECK";
    case ExpressionPlace::policy: return "POLICY";
    case ExpressionPlace::trigger_when: return "WHEN";
    default: return "WHERE";
  }
}

/// coerce_to_boolean
void check_condition(DdlContext& context, const sql::Select& select, const sql::Expr& expr,
                     const std::optional<QueryShape>& shape, ExpressionPlace place) {
  const std::string_view construct = condition_name(place);
  const Receiver condition{construct, oid::bool_};
  check_assignment(context, select, expr, shape, condition, [&](const std::string& own, const std::string&) {
    return msg::ConditionMustBeBoolean(construct, own);
  });
}

/// cookDefault
void check_default(DdlContext& context, const sql::Select& select, const sql::Expr& expr,
                   const std::optional<QueryShape>& shape, const Receiver& receiver) {
  check_assignment(context, select, expr, shape, receiver, [&](const std::string& own, const std::string& target) {
    return msg::DefaultHasOtherType(receiver.name, target, own);
  });
}

/// Where VALUE is one of the type.
sql::Select select_over_value(const Type& type, Span span) {
  sql::Cast null{std::make_shared<const sql::Expr>(sql::Expr{sql::NullLiteral{}, span, span}), {}};
  null.type.name = {{type.schema, type.name}, span};
  sql::Select values;
  values.span = span;
  values.targets.push_back(
      {sql::Name{"value", span}, {}, std::make_shared<const sql::Expr>(sql::Expr{std::move(null), span, span}), span});
  sql::SubqueryFrom from;
  from.select = std::make_shared<const sql::Select>(std::move(values));
  from.alias = sql::Alias{{"domain", span}, {}};
  sql::Select select;
  select.from.push_back(std::make_shared<const sql::FromItem>(sql::FromItem{std::move(from), span}));
  return select;
}

}  // namespace

std::shared_ptr<const ObjectUses> uses_of_index_key(DdlContext& context, const Relation& table, const sql::Expr& expr) {
  return uses_of(context, analyze_aloud(context, select_over(table, expr), expr, ExpressionPlace::index_expression),
                 expr, table.oid);
}

std::optional<QueryShape> analyze_partition_key(DdlContext& context, const Relation& table, const sql::Expr& expr) {
  return analyze_aloud(context, select_over(table, expr), expr, ExpressionPlace::partition_key);
}

void check_function_default(DdlContext& context, const sql::Expr& expr, Oid type) {
  const std::optional<QueryShape> shape = analyze_aloud(context, {}, expr, ExpressionPlace::function_default);
  const Type* parameter = context.catalog.type(type);
  if (parameter == nullptr || parameter->kind == TypeKind::pseudo) return;
  check_assignment(context, {}, expr, shape, {"DEFAULT", type}, [](const std::string& own, const std::string& target) {
    return msg::FunctionDefaultHasOtherType(target, own);
  });
}

std::shared_ptr<const ObjectUses> uses_of_condition(DdlContext& context, const Relation& table, const sql::Expr& expr,
                                                    ExpressionPlace place) {
  const sql::Select select = select_over(table, expr);
  std::optional<QueryShape> shape = analyze_aloud(context, select, expr, place);
  check_condition(context, select, expr, shape, place);
  return uses_of(context, std::move(shape), expr, table.oid);
}

std::shared_ptr<const ObjectUses> uses_of_when(DdlContext& context, const Relation& table, const sql::Expr& expr) {
  sql::Select select;
  for (const char* row : {"old", "new"}) select.from.push_back(from_only(table, row, expr.extent));
  std::optional<QueryShape> shape = analyze_aloud(context, select, expr, ExpressionPlace::trigger_when);
  check_condition(context, select, expr, shape, ExpressionPlace::trigger_when);
  return uses_of(context, std::move(shape), expr, table.oid);
}

std::shared_ptr<const ObjectUses> uses_of_generation(DdlContext& context, const Relation& table, const sql::Expr& expr,
                                                     const Receiver& receiver) {
  const sql::Select select = select_over(table, expr);
  std::optional<QueryShape> shape = analyze_aloud(context, select, expr, ExpressionPlace::column_generation);
  check_default(context, select, expr, shape, receiver);
  return uses_of(context, std::move(shape), expr, table.oid);
}

DefaultFacts read_default(DdlContext& context, const sql::Expr& expr, const Receiver& receiver) {
  if (const std::optional<Span> column = first_column(expr)) {
    context.fail(*column, msg::ColumnInDefault());
    context.keep_despite_errors = true;
    return {uses_of(context, std::nullopt, expr), kInvalidOid};
  }
  std::optional<QueryShape> shape = analyze_aloud(context, {}, expr, ExpressionPlace::column_default);
  check_default(context, {}, expr, shape, receiver);
  Oid type = shape ? shape->columns.front().type : kInvalidOid;
  if (std::holds_alternative<sql::StringLiteral>(expr.node)) type = receiver.type;
  if (std::holds_alternative<sql::NullLiteral>(expr.node)) type = kInvalidOid;
  return {uses_of(context, std::move(shape), expr), type};
}

std::shared_ptr<const ObjectUses> uses_of_domain_check(DdlContext& context, const sql::Expr& expr, Oid base) {
  const Type* type = context.catalog.type(base);
  if (type == nullptr) return uses_of(context, std::nullopt, expr);
  const sql::Select select = select_over_value(*type, expr.extent);
  std::optional<QueryShape> shape = analyze_aloud(context, select, expr, ExpressionPlace::check_constraint);
  check_condition(context, select, expr, shape, ExpressionPlace::check_constraint);
  if (shape) std::erase(shape->types, base);  // on which the domain itself depends
  return uses_of(context, std::move(shape), expr);
}

void check_conversion(DdlContext& context, const Relation& table, const Column& column, const sql::ExprRef& written,
                      const ResolvedType& target, Span span) {
  const sql::Expr own{sql::ColumnRef{{sql::Name{column.name, span}}, false}, span, span};
  const sql::Expr& expr = written ? *written : own;
  const sql::Select select = select_over(table, expr);
  const auto refusal = [&](const std::string&, const std::string& type) {
    if (written) return msg::UsingHasOtherType(column.name, type);
    const std::string full = context.catalog.format_type(target.type, target.type_modifier);
    return msg::ColumnCannotBeCast(column.name, type, quote_identifier(column.name) + "::" + full);
  };
  const std::optional<QueryShape> shape = analyze_aloud(context, select, expr, ExpressionPlace::type_conversion);
  check_assignment(context, select, expr, shape, {column.name, target.type}, refusal);
  const Type* type = column.has_default ? context.catalog.type(column.default_type) : nullptr;
  if (type == nullptr) return;
  // A value of its type, which is no constant.
  const sql::Select value = select_over_value(*type, span);
  const sql::Expr name{sql::ColumnRef{{sql::Name{"value", span}}, false}, span, span};
  check_assignment(context, value, name, analyze_aloud(context, value, name, ExpressionPlace::query),
                   {column.name, target.type}, [&](const std::string&, const std::string& target_name) {
                     return msg::DefaultCannotBeCast(column.name, target_name);
                   });
}

bool check_virtual_uses(const DdlContext& context, Oid table) {
  for (const Column& column : context.catalog.relation(table)->columns) {
    if (!column.is_virtual || column.dropped || column.default_uses == nullptr) continue;
    for (const Oid function : column.default_uses->functions) {
      if (!is_builtin(function)) return context.fail(column.generation->span, msg::VirtualColumnUsesOwnFunction());
    }
  }
  return true;
}

std::shared_ptr<const ObjectUses> uses_of_rule(const DdlContext& context, const sql::CreateRule& rule) {
  if (!context.analyze_query) return nullptr;
  support::Diagnostics unsaid;
  std::optional<QueryShape> shape = context.analyze_query(context.catalog, sql::Statement{rule, context.statement},
                                                          ExpressionPlace::query, context.file, unsaid);
  return shape ? std::make_shared<const ObjectUses>(uses_of(std::move(*shape))) : nullptr;
}

bool note_generation_uses(DdlContext& context, Oid table) {
  const auto is_unknown = [](const Column& column) { return column.generation && column.default_uses == nullptr; };
  const std::vector<Column>& columns = context.catalog.relation(table)->columns;
  if (std::none_of(columns.begin(), columns.end(), is_unknown)) return true;
  const Relation relation = *context.catalog.relation(table);
  for (std::size_t i = 0; i < relation.columns.size(); ++i) {
    const Column& column = relation.columns[i];
    if (!is_unknown(column)) continue;
    const std::shared_ptr<const ObjectUses> uses =
        uses_of_generation(context, relation, *column.generation, {column.name, column.type});
    if (uses->has_mutable_calls) return context.fail(column.generation->extent, msg::GenerationIsNotImmutable());
    context.data.relations.edit(table).columns[i].default_uses = uses;
  }
  return true;
}

}  // namespace pgscribe::catalog
