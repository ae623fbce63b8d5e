#include <algorithm>
#include <cctype>

#include "analyze/calls/function_resolution.hpp"
#include "analyze/calls/result_type.hpp"
#include "analyze/checks/rewrite_checks.hpp"
#include "analyze/clauses/messages.hpp"
#include "analyze/clauses/statements.hpp"
#include "analyze/clauses/transform_query.hpp"
#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/range_table.hpp"

// Statements that PostgreSQL does not plan, and the queries inside some of them.

namespace pgscribe::analyze {
namespace {

namespace oid = catalog::oid;

/// Keeps the query that the utility runs where walks over the tree find it.
void hold(ParseState& state, QueryRef query, Span span) {
  RangeEntry entry;
  entry.kind = RangeKind::subquery;
  entry.columns = output_columns(*query);
  entry.subquery = std::move(query);
  entry.span = span;
  state.query->range_table.push_back(std::move(entry));
}

void return_column(ParseState& state, std::string name, BoundRef expr) {
  const Span span = expr->span;
  state.query->returning.push_back({std::move(expr), std::move(name), false, 0, span});
}

bool has_modifying_cte(const BoundQuery& query) {
  for (const CteEntry& cte : query.ctes) {
    if (cte.query && cte.query->kind != QueryKind::select) return true;
  }
  return false;
}

/// transformStmt of an inner statement: PostgreSQL analyses it in the utility's own parse state.
QueryRef transform_inner(ParseState& state, const sql::Statement& statement) {
  QueryRef query = transform_statement(state.context, nullptr, statement);
  hold(state, query, statement.span);
  return query;
}

void transform_create_table_as(ParseState& state, const sql::CreateTableAs& create, Span span) {
  state.query->utility_tag = create.materialized_view ? "CREATE MATERIALIZED VIEW" : "CREATE TABLE AS";
  const QueryRef query = transform_inner(state, *create.query);
  if (!create.materialized_view) return;
  if (has_modifying_cte(*query)) fail(state, span, msg::MaterializedViewModifiesData());
  if (!state.context.parameters.slots.empty()) fail(state, span, msg::MaterializedViewWithParameters());
}

/// ExplainResultDesc
Oid explain_type(const std::string& format) {
  if (format == "xml") return oid::xml;
  return format == "json" ? oid::json : oid::text;
}

/// The inner statement of PREPARE has parameters of its own, whose types it may say (parse_analyze_varparams). Nothing
/// of it shows outside.
void transform_prepare(ParseState& state, const sql::WrappedStatement& wrapped) {
  state.query->utility_tag = "PREPARE";
  if (!wrapped.statement) return;
  ParameterTable parameters;
  for (std::size_t i = 0; i < wrapped.argument_types.size(); ++i) {
    parameters.slot(static_cast<int>(i) + 1).type = resolve_type_name(state, wrapped.argument_types[i]).type;
  }
  AnalysisContext inner{state.context.catalog, state.context.file, state.context.diagnostics, parameters};
  inner.statement_span = wrapped.statement->span;
  ParseState inner_state{inner};
  const QueryRef query = transform_statement(inner, nullptr, *wrapped.statement);
  inner_state.query = query.get();
  check_parameters(inner_state);
  check_rewritable(inner_state, *query);
}

/// GetPGVariableResultDesc. The names that are not written in lower case are these.
void transform_show(ParseState& state, const std::string& name, Span span) {
  const auto text_column = [&](const std::string& column) {
    return_column(state, column, make_bound(Constant{false, {}}, oid::text, span));
  };
  if (name == "all") {
    for (const char* column : {"name", "setting", "description"}) text_column(column);
    return;
  }
  std::string lower = name;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const char* known : {"DateStyle", "IntervalStyle", "TimeZone"}) {
    if (lower.size() == std::string_view(known).size() &&
        std::equal(lower.begin(), lower.end(), known,
                   [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); }))
      lower = known;
  }
  text_column(lower);
  state.query->single_row = "SHOW gives one setting";
}

void transform_wrapped(ParseState& state, const sql::WrappedStatement& wrapped) {
  switch (wrapped.kind) {
    case sql::WrapperKind::explain: {
      state.query->utility_tag = "EXPLAIN";
      if (wrapped.statement) (void)transform_inner(state, *wrapped.statement);
      const Span span = wrapped.statement ? wrapped.statement->span : Span{};
      const bool is_document = !wrapped.format.empty() && wrapped.format != "text";
      if (is_document) state.query->single_row = "EXPLAIN gives one document";
      return_column(state, "QUERY PLAN", make_bound(Constant{false, {}}, explain_type(wrapped.format), span));
      return;
    }
    case sql::WrapperKind::declare_cursor: {
      state.query->utility_tag = "DECLARE CURSOR";
      const QueryRef query = transform_inner(state, *wrapped.statement);
      if (has_modifying_cte(*query)) fail(state, wrapped.statement->span, msg::CursorModifiesData());
      return;
    }
    case sql::WrapperKind::copy:
      state.query->utility_tag = "COPY";
      if (wrapped.statement) (void)transform_inner(state, *wrapped.statement);
      return;
    case sql::WrapperKind::prepare: return transform_prepare(state, wrapped);
  }
}

/// transformCallStmt. What OUT and INOUT arguments return is the only row of the result.
void transform_procedure_call(ParseState& state, const sql::Call& statement) {
  state.query->utility_tag = "CALL";
  const auto& call = std::get<sql::FunctionCall>(statement.call->node);
  const BoundExpr* last_srf = state.last_srf;
  BoundList args;
  std::vector<sql::Name> names;
  for (const sql::ExprRef& arg : call.args) {
    const auto* named = std::get_if<sql::NamedArgument>(&arg->node);
    names.push_back(named != nullptr ? named->name : sql::Name{});
    args.push_back(transform_expr(state, named != nullptr ? *named->value : *arg, ExprKind::call_argument));
  }
  const BoundRef bound = resolve_function_call(state, {call.name, std::move(args), std::move(names), &call,
                                                       CallNotation::procedure, last_srf, statement.call->span});
  hold(
      state,
      [&] {
        auto query = std::make_shared<BoundQuery>();
        query->targets.push_back({bound, {}, false, 0, bound->span});
        return query;
      }(),
      statement.call->span);
  const auto* procedure = std::get_if<FunctionCallExpr>(&bound->node);
  if (procedure == nullptr || procedure->function == nullptr) return;
  for (RangeColumn& column : output_argument_columns(state, *procedure, statement.call->span)) {
    return_column(state, std::move(column.name), make_bound(DefaultExpr{}, column.type, statement.call->span));
  }
  if (!state.query->returning.empty()) state.query->single_row = "CALL gives its OUT parameters";
}

}  // namespace

void transform_utility(ParseState& state, const sql::Statement& statement) {
  state.query->kind = QueryKind::utility;
  std::visit(sql::Overloaded{
                 [&](const sql::Call& n) { transform_procedure_call(state, n); },
                 [&](const sql::CreateTableAs& n) { transform_create_table_as(state, n, statement.span); },
                 [&](const sql::CreateView& n) {
                   state.query->utility_tag = "CREATE VIEW";
                   (void)transform_inner(state, sql::Statement{*n.query, statement.span});
                 },
                 [&](const sql::WrappedStatement& n) { transform_wrapped(state, n); },
                 [&](const sql::Utility& n) {
                   state.query->utility_tag = n.tag;
                   if (n.tag == "VariableShowStmt") transform_show(state, n.name, statement.span);
                 },
                 [](const sql::Unsupported&) { fail_silently(); },
                 [](const auto&) {},
             },
             statement.node);
}

}  // namespace pgscribe::analyze
