#include "analyze/directives.hpp"

#include <algorithm>

#include "analyze/facts/effects.hpp"
#include "analyze/facts/query_facts.hpp"
#include "analyze/facts/record_fields.hpp"
#include "analyze/messages.hpp"
#include "analyze/result_items.hpp"
#include "catalog/base_type.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

namespace pgscribe::analyze {
namespace {

using query::Directive;
using query::DirectiveKind;

bool is_about_parameter(DirectiveKind kind) {
  return kind == DirectiveKind::param_not_null || kind == DirectiveKind::param_nullable ||
         kind == DirectiveKind::param_type || kind == DirectiveKind::param_elements_not_null ||
         kind == DirectiveKind::param_elements_nullable;
}

bool is_about_column(DirectiveKind kind) {
  return kind == DirectiveKind::column_not_null || kind == DirectiveKind::column_nullable ||
         kind == DirectiveKind::column_type || kind == DirectiveKind::column_json_struct ||
         kind == DirectiveKind::column_elements_not_null || kind == DirectiveKind::column_elements_nullable;
}

[[noreturn]] void fail_for_unknown_subject(ParseState& state, const Directive& directive, const std::string& what,
                                           const std::vector<std::string>& names) {
  const std::string nearest = support::nearest_name(directive.subject, names);
  fail(state, directive.subject_span,
       msg::UnknownDirectiveSubject(what, directive.subject,
                                    nearest.empty() ? std::string() : msg::DidYouMean(nearest)));
}

/// A directive may say what analysis cannot know, not the contrary of what it does know.
void check(ParseState& state, const Directive& directive, const QueryParameter& parameter) {
  if (directive.kind == DirectiveKind::param_nullable && parameter.rejects_null) {
    fail(state, directive.span, msg::ParameterCannotBeNull(directive.subject, text(parameter.reason)));
  } else if (directive.kind == DirectiveKind::param_not_null && parameter.is_narg) {
    fail(state, directive.span, msg::ParameterCanBeNull(directive.subject, text(parameter.reason)));
  }
}

/// `shares_row`: to have the struct of another query, a column may be optional for no reason of its own.
void check(ParseState& state, const Directive& directive, const ResultColumn& column, bool shares_row) {
  if (directive.kind == DirectiveKind::column_nullable && column.not_null && !shares_row) {
    fail(state, directive.span, msg::ColumnIsNeverNull(directive.subject, text(column.reason)));
  } else if (directive.kind == DirectiveKind::column_not_null && column.is_always_null) {
    fail(state, directive.span, msg::ColumnIsAlwaysNull(directive.subject, text(column.reason)));
  }
}

bool is_about_elements(DirectiveKind kind) {
  return kind == DirectiveKind::param_elements_not_null || kind == DirectiveKind::param_elements_nullable ||
         kind == DirectiveKind::column_elements_not_null || kind == DirectiveKind::column_elements_nullable;
}

bool has_elements(const catalog::Catalog& catalog, const QueryParameter& parameter) {
  return catalog.element_type(catalog.base_type(parameter.type)) != catalog::kInvalidOid;
}

bool has_elements(const catalog::Catalog& catalog, const ResultColumn& column) {
  return column.json == JsonShape::list || column.json == JsonShape::map ||
         catalog.element_type(catalog.base_type(column.type)) != catalog::kInvalidOid;
}

/// Of a column or a parameter; only arrays, and JSON that is read as a list or a map, have elements.
template <class Value>
void apply_to_elements(ParseState& state, const Directive& directive, const char* what, Value& value) {
  const catalog::Catalog& catalog = state.context.catalog;
  if (!has_elements(catalog, value)) {
    fail(state, directive.span, msg::SubjectHasNoElements(directive.subject, catalog.format_type(value.type)));
  }
  const bool nullable = directive.kind == DirectiveKind::param_elements_nullable ||
                        directive.kind == DirectiveKind::column_elements_nullable;
  value.elements = nullable ? Elements::nullable : Elements::never_null;
  value.elements_stated = true;
  value.element_reason = {
      Why::directive, directive.span, {what, directive.subject, nullable ? "elements nullable" : "elements not null"}};
}

/// `type T` and `json T`.
template <class Value>
void apply_type(ParseState& state, const Directive& directive, Value& value) {
  const catalog::Catalog& catalog = state.context.catalog;
  if (directive.through_json && !catalog::holds_json(catalog, value.type))
    fail(state, directive.span, msg::NotJson(directive.subject, catalog.format_type(value.type)));
  value.cpp_type = directive.value;
  value.cpp_type_span = directive.value_span;
  value.through_json = directive.through_json;
}

void apply(ParseState& state, const Directive& directive, QueryParameter& parameter) {
  switch (directive.kind) {
    case DirectiveKind::param_not_null:
      parameter.not_null = true;
      parameter.reason = {Why::directive, directive.span, {"@param", directive.subject, "not null"}};
      return;
    case DirectiveKind::param_nullable:
      parameter.not_null = false;
      parameter.reason = {Why::directive, directive.span, {"@param", directive.subject, "nullable"}};
      return;
    default: apply_type(state, directive, parameter);
  }
}

void apply(ParseState& state, const Directive& directive, ResultColumn& column) {
  switch (directive.kind) {
    case DirectiveKind::column_not_null:
      if (column.not_null) return;
      column.not_null = true;
      column.reason = {Why::directive, directive.span, {"@column", directive.subject, "not null"}};
      return;
    case DirectiveKind::column_nullable:
      // Also of a column that is never NULL: so that it can share its row with other queries (@row).
      column.not_null = false;
      column.reason = {Why::directive, directive.span, {"@column", directive.subject, "nullable"}};
      return;
    case DirectiveKind::column_json_struct: return;  // before all others, which may be about what it makes
    default: apply_type(state, directive, column);
  }
}

/// "title" means each column of that name outside embeds, "m.title" the one inside the embed m.
bool names(const Directive& directive, const ResultItem& item, const ResultColumn& column) {
  return directive.subject == (item.is_embed ? item.name + "." + column.name : column.name);
}

/// `json struct`: the column as what the statement puts into it.
void apply_json(ParseState& state, const Directive& directive, const BoundExpr& expr, const QueryFacts& facts,
                ResultColumn& column) {
  const catalog::Catalog& catalog = state.context.catalog;
  if (!is_json_type(catalog.base_type(column.type)))
    fail(state, directive.span, msg::NotJson(directive.subject, catalog.format_type(column.type)));
  JsonProblem problem;
  ValueParts parts = json_parts(expr, facts, problem);
  if (problem.message) fail(state, problem.span, *problem.message);
  if (parts.json == JsonShape::none || parts.fields.empty())
    fail(state, expr.span, msg::JsonShapeUnknown(directive.subject));
  set_parts(catalog, column, std::move(parts));
}

void apply_json_directives(ParseState& state, const BoundQuery& query, const query::QueryDecl& decl, FactMemo& memo,
                           AnalyzedQuery& analyzed) {
  const std::vector<const TargetEntry*> output = query.output();
  for (const Directive& directive : decl.directives) {
    if (directive.kind != DirectiveKind::column_json_struct) continue;
    const QueryFacts facts(query, memo, nullptr);
    auto target = output.begin();
    for (ResultItem& item : analyzed.items) {
      for (ResultColumn& column : item.columns) {
        const BoundExpr& expr = *(*target++)->expr;
        if (names(directive, item, column)) apply_json(state, directive, expr, facts, column);
      }
    }
  }
}

void apply_to_columns(ParseState& state, const Directive& directive, bool shares_row, AnalyzedQuery& analyzed) {
  bool found = false;
  std::vector<std::string> known;
  for (ResultItem& item : analyzed.items) {
    for (ResultColumn& column : item.columns) {
      known.push_back(item.is_embed ? item.name + "." + column.name : column.name);
      if (!names(directive, item, column)) continue;
      found = true;
      check(state, directive, column, shares_row);
      if (is_about_elements(directive.kind)) {
        apply_to_elements(state, directive, "@column", column);
      } else {
        apply(state, directive, column);
      }
    }
  }
  if (!found) fail_for_unknown_subject(state, directive, "column", known);
}

}  // namespace

void apply_parameter_directives(ParseState& state, const query::QueryDecl& decl,
                                std::vector<QueryParameter>& parameters) {
  for (const Directive& directive : decl.directives) {
    if (!is_about_parameter(directive.kind)) continue;
    bool found = false;
    std::vector<std::string> known;
    for (QueryParameter& parameter : parameters) {
      known.push_back(parameter.name);
      const bool is_number = directive.subject == "$" + std::to_string(parameter.number);
      if (!is_number && directive.subject != parameter.name) continue;
      found = true;
      check(state, directive, parameter);
      if (is_about_elements(directive.kind)) {
        apply_to_elements(state, directive, "@param", parameter);
      } else {
        apply(state, directive, parameter);
      }
    }
    if (!found) fail_for_unknown_subject(state, directive, "parameter", known);
  }
}

void apply_rows_directive(ParseState& state, const query::QueryDecl& decl, AnalyzedQuery& analyzed) {
  for (const Directive& directive : decl.directives) {
    if (directive.kind != DirectiveKind::rows_one) continue;
    const bool wants_one = decl.command == query::Command::one || decl.command == query::Command::batchone;
    if (!wants_one || analyzed.items.empty()) {
      fail(state, directive.span, wants_one ? msg::RowsForQueryWithoutResult() : msg::RowsOneOnQueryOfManyRows());
    } else if (analyzed.cardinality != Cardinality::exactly_one) {
      analyzed.cardinality = Cardinality::exactly_one;
      analyzed.cardinality_reason = {Why::rows_directive, directive.span};
    }
  }
}

void apply_result_directives(ParseState& state, const BoundQuery& query, const query::QueryDecl& decl, FactMemo& memo,
                             AnalyzedQuery& analyzed) {
  apply_json_directives(state, query, decl, memo, analyzed);
  const bool shares_row = std::any_of(decl.directives.begin(), decl.directives.end(),
                                      [](const Directive& directive) { return directive.kind == DirectiveKind::row; });
  for (const Directive& directive : decl.directives) {
    if (is_about_column(directive.kind)) apply_to_columns(state, directive, shares_row, analyzed);
    if (directive.kind == DirectiveKind::timeout) analyzed.timeout_ms = directive.timeout_ms;
    if (directive.kind == DirectiveKind::file) {
      analyzed.output_file = directive.value;
      analyzed.output_file_span = directive.value_span;
    }
    if (directive.kind == DirectiveKind::row) {
      if (analyzed.items.empty()) fail(state, directive.span, msg::RowForQueryWithoutResult());
      analyzed.row_name = directive.value;
      analyzed.row_name_span = directive.value_span;
    }
    if (directive.kind == DirectiveKind::readonly) {
      if (writes(query)) fail(state, directive.span, msg::ReadonlyButWrites());
      analyzed.readonly = true;
    }
    if (directive.kind == DirectiveKind::batch) {
      if (!query::is_batch(decl.command)) fail(state, directive.span, msg::BatchDirectiveWithoutBatch());
      analyzed.batch_each = directive.value == "each";
    }
  }
}

}  // namespace pgscribe::analyze
