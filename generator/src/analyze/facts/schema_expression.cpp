#include "analyze/facts/schema_expression.hpp"

#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/range_table.hpp"
#include "analyze/scope/scope.hpp"

namespace pgscribe::analyze {

BoundRef bind_schema_expression(const catalog::Catalog& catalog, const catalog::Relation& relation,
                                const sql::ExprRef& expr, int entry) {
  if (!expr) return nullptr;
  static const support::SourceFile kNoFile("", "");
  support::Diagnostics ignored;  // DDL has reported them
  ParameterTable parameters;
  AnalysisContext context{catalog, kNoFile, ignored, parameters};
  BoundQuery query;
  query.range_table.resize(static_cast<std::size_t>(entry));
  ParseState state{context};
  state.query = &query;
  BoundRef bound;
  const bool has_meaning = succeeds([&] {
    show(state, add_relation(state, relation, nullptr, {}), true, true);
    bound = transform_expr(state, *expr, ExprKind::index_predicate);
  });
  return has_meaning ? bound : nullptr;
}

}  // namespace pgscribe::analyze
