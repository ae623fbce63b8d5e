#include "analyze/exprs/json_query.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "analyze/bound/bound_walk.hpp"
#include "analyze/exprs/expr_constructs.hpp"
#include "analyze/exprs/json_behavior.hpp"
#include "analyze/exprs/json_value.hpp"
#include "analyze/exprs/messages.hpp"
#include "analyze/exprs/transform_expr.hpp"
#include "analyze/scope/analysis_error.hpp"
#include "analyze/types/coercion.hpp"

namespace pgscribe::analyze {

namespace oid = catalog::oid;
using catalog::kInvalidOid;
using Kind = sql::JsonQueryKind;

namespace {

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::exists: return "JSON_EXISTS";
    case Kind::query: return "JSON_QUERY";
    case Kind::value: return "JSON_VALUE";
  }
  return "";
}

/// JSON_QUERY reads text that is no JSON as a string; the others want JSON.
JsonForm document_form(Kind kind) { return kind == Kind::query ? JsonForm::jsonb : JsonForm::plain; }

Oid default_type(Kind kind) {
  switch (kind) {
    case Kind::exists: return oid::bool_;
    case Kind::query: return oid::jsonb;
    case Kind::value: break;
  }
  return oid::text;
}

}  // namespace

BoundRef transform_json_query(ParseState& state, const sql::JsonQueryCall& call, Span span) {
  JsonQuerySource source{call.kind,   &call.passing, &call.output, &call.on_empty, &call.on_error, call.wrapper,
                         call.quotes, nullptr,       span};
  check_json_query(state, source);
  BoundRef document =
      transform_json_value(state, call.document, {name_of(call.kind), document_form(call.kind), oid::jsonb});
  BoundRef path = coerce_to_json_path(state, transform_expr_recurse(state, *call.path));
  return bind_json_query(state, source, std::move(document), std::move(path));
}

void check_json_query(ParseState& state, const JsonQuerySource& source) {
  const std::optional<sql::JsonOutput>& output = *source.output;
  if (output && source.kind != Kind::query && output->format.is_json)
    fail(state, output->format.span, msg::FormatJsonInReturning(name_of(source.kind)));
  const bool is_wrapped =
      source.wrapper == sql::JsonWrapper::conditional || source.wrapper == sql::JsonWrapper::unconditional;
  if (source.kind == Kind::query && source.quotes == sql::JsonQuotes::omit && is_wrapped)
    fail(state, source.span, msg::QuotesWithWrapper());
  check_json_behaviors(state, source);
}

BoundRef bind_json_query(ParseState& state, const JsonQuerySource& source, BoundRef document, BoundRef path) {
  JsonQueryExpr node;
  node.kind = source.kind;
  node.document = std::move(document);
  node.path = std::move(path);
  bind_json_passing(state, *source.passing, name_of(source.kind), node.passing);
  for (const sql::JsonArgument& argument : *source.passing) node.names.push_back(argument.name);
  JsonReturning returning = transform_json_output(state, *source.output, false);
  if (returning.type == kInvalidOid) returning.type = default_type(source.kind);
  node.wrapper = source.wrapper;
  node.omit_quotes = source.kind == Kind::value || source.quotes == sql::JsonQuotes::omit;
  bind_json_behaviors(state, source, returning, node);
  return make_bound(std::move(node), returning.type, source.span, returning.type_modifier);
}

BoundRef coerce_to_json_path(ParseState& state, BoundRef path) {
  const Span span = path->span;
  const Oid from = path->type;
  BoundRef coerced =
      coerce_to_target_type(state, std::move(path), {oid::jsonpath, -1, CoercionContext::explicit_, true, span});
  if (coerced != nullptr) return coerced;
  fail(state, span, msg::JsonPathOfOtherType(state.context.catalog.format_type(from)));
}

void bind_json_passing(ParseState& state, const std::vector<sql::JsonArgument>& passing, std::string_view construct,
                       BoundList& values) {
  for (const sql::JsonArgument& argument : passing) {
    values.push_back(transform_json_value(state, argument.value, {construct, JsonForm::jsonb, kInvalidOid, true}));
  }
}

}  // namespace pgscribe::analyze
