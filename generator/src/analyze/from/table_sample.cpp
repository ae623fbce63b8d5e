#include <array>

#include "analyze/exprs/transform_expr.hpp"
#include "analyze/from/from_item.hpp"
#include "analyze/from/messages.hpp"
#include "analyze/types/coercion.hpp"

// TABLESAMPLE.

namespace pgscribe::analyze {
namespace {

/// What a method's handler says of itself (TsmRoutine); handlers are C code, so this cannot come from the catalog.
struct SampleMethod {
  std::string_view name;
  Oid parameter;
  bool repeatable_across_queries;
};
constexpr std::array<SampleMethod, 4> kSampleMethods{{
    {"bernoulli", catalog::oid::float4, true},
    {"system", catalog::oid::float4, true},
    {"system_rows", catalog::oid::int8, false},    // extension tsm_system_rows
    {"system_time", catalog::oid::float8, false},  // extension tsm_system_time
}};

const SampleMethod* find_method(const catalog::Catalog& catalog, const sql::QualifiedName& name) {
  const std::string schema = name.parts.size() > 1 ? name.parts[name.parts.size() - 2] : std::string();
  if (catalog.find_functions(schema, name.last()).empty()) return nullptr;
  for (const SampleMethod& method : kSampleMethods) {
    if (method.name == name.last()) return &method;
  }
  return nullptr;
}

bool can_be_sampled(const RangeEntry& entry) {
  if (entry.kind != RangeKind::relation) return false;
  using catalog::RelationKind;
  const RelationKind kind = entry.relation->kind;
  return kind == RelationKind::table || kind == RelationKind::materialized_view ||
         kind == RelationKind::partitioned_table;
}

BoundRef bind(ParseState& state, const sql::Expr& expr, Oid type, std::string_view construct) {
  BoundRef bound = transform_expr(state, expr, ExprKind::from_function);
  return coerce_to_specific_type(state, std::move(bound), type, construct);
}

}  // namespace

void transform_table_sample(ParseState& state, const sql::TableSampleFrom& sample, int entry, Span span) {
  const auto index = static_cast<std::size_t>(entry);
  if (!can_be_sampled(state.query->range_table[index])) {
    fail(state, sample.relation->span, msg::TablesampleOfOtherRelation());
  }
  const Span location = sample.method.span.empty() ? span : sample.method.span;
  const SampleMethod* method = find_method(state.context.catalog, sample.method);
  if (method == nullptr) fail(state, location, msg::TablesampleMethodDoesNotExist(sample.method.joined()));
  if (sample.args.size() != 1) {
    fail(state, location, msg::TablesampleNeedsOneArgument(sample.method.joined(), sample.args.size()));
  }
  BoundList arguments{bind(state, *sample.args.front(), method->parameter, "TABLESAMPLE")};
  if (sample.repeatable) {
    if (!method->repeatable_across_queries) {
      fail(state, location, msg::TablesampleNotRepeatable(sample.method.joined()));
    }
    arguments.push_back(bind(state, *sample.repeatable, catalog::oid::float8, "REPEATABLE"));
  }
  state.query->range_table[index].arguments = std::move(arguments);
}

}  // namespace pgscribe::analyze
