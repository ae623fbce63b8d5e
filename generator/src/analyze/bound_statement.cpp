#include "analyze/bound_statement.hpp"

#include "analyze/clauses/transform_query.hpp"
#include "analyze/scope/parse_state.hpp"
#include "sql/large_stack.hpp"

namespace pgscribe::analyze {

QueryRef bind_statement(const query::QueryDecl& query, const catalog::Catalog& catalog) {
  QueryRef bound;
  support::Diagnostics said_before;  // by `analyze`, of the same statement
  ParameterTable parameters;
  std::vector<sql::TextEdit> edits = query.edits;
  AnalysisContext context{catalog, *query.file, said_before, parameters, &edits};
  ParseState state{context};
  sql::run_with_large_stack([&] {
    const bool is_bound = succeeds([&] {
      bound = transform_statement(context, nullptr, query.statement);
      state.query = bound.get();
      check_parameters(state);
    });
    if (!is_bound) bound.reset();
  });
  return bound;
}

}  // namespace pgscribe::analyze
