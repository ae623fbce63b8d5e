#include "analyze/analyze_text.hpp"

#include <algorithm>
#include <utility>

#include "analyze/checks/missing_values.hpp"
#include "analyze/checks/mistakes.hpp"
#include "analyze/checks/rewrite_checks.hpp"
#include "analyze/checks/utility_parameters.hpp"
#include "analyze/clauses/row_edit.hpp"
#include "analyze/clauses/transform_query.hpp"
#include "analyze/command_rules.hpp"
#include "analyze/directives.hpp"
#include "analyze/facts/effects.hpp"
#include "analyze/facts/fact_memo.hpp"
#include "analyze/facts/unique_lookup.hpp"
#include "analyze/query_parameters.hpp"
#include "analyze/result_items.hpp"
#include "analyze/row_groups.hpp"
#include "analyze/scope/range_table.hpp"

namespace pgscribe::analyze {
namespace {

/// A number that no `$n` uses has no place of its own to report; it is pointed out at the statement's start.
void place_unused_parameters(ParameterTable& table, Span statement) {
  for (ParameterSlot& slot : table.slots) {
    if (slot.spans.empty()) slot.spans.push_back({statement.begin, statement.begin + 1});
  }
}

/// The statement's keyword, to underline where there is nothing better.
Span first_word(const query::QueryDecl& decl) {
  const std::string_view text = decl.file->slice(decl.statement_span);
  const auto size = static_cast<std::uint32_t>(std::min(text.find_first_of(" \t\r\n("), text.size()));
  return {decl.statement_span.begin, decl.statement_span.begin + std::max(size, 1U)};
}

class QueryAnalysis {
 public:
  QueryAnalysis(const query::QueryDecl& decl, const catalog::Catalog& catalog, support::Diagnostics& diagnostics)
      : decl_(decl),
        edits_(decl.edits),
        context_{catalog, *decl.file, diagnostics, parameters_, &edits_},
        state_{context_} {
    context_.statement_span = first_word(decl);
  }

  AnalyzedQuery run() {
    const QueryRef query = transform_statement(context_, nullptr, decl_.statement);
    state_.query = query.get();
    check_utility_parameters(state_, *query, decl_);
    place_unused_parameters(parameters_, decl_.statement_span);
    check_parameters(state_);
    check_rewritable(state_, *query);
    AnalyzedQuery analyzed = describe(*query);
    warn_of_missing_values(state_, *query);
    warn_of_mistakes(state_, *query);
    return analyzed;
  }

 private:
  AnalyzedQuery describe(const BoundQuery& query) {
    AnalyzedQuery analyzed;
    analyzed.name = decl_.name;
    analyzed.command = decl_.command;
    analyzed.docs = decl_.docs;
    analyzed.file = decl_.file;
    analyzed.statement_span = decl_.statement_span;
    analyzed.name_span = decl_.name_span;
    analyzed.sql = sql::apply_edits(decl_.file->text(), decl_.statement_span, edits_);
    analyzed.may_change_data = may_change_data(query, context_.catalog);
    analyzed.sent_edits = with_rows_written_out(query, decl_, context_.catalog, edits_);
    analyzed.sent_sql = sql::apply_edits(decl_.file->text(), decl_.statement_span, analyzed.sent_edits);
    analyzed.parameters = query_parameters(state_, query, decl_);
    apply_parameter_directives(state_, decl_, analyzed.parameters);
    FactMemo memo(context_.catalog, nullable_parameters(analyzed.parameters));
    analyzed.items = result_items(state_, query, decl_, memo);
    const RowCount& rows = memo.rows(query);
    analyzed.cardinality = analyzed.items.empty() ? Cardinality::none : rows.cardinality;
    analyzed.cardinality_reason = rows.reason;
    if (!analyzed.items.empty()) analyzed.row_keys = memo.row_keys(query);
    analyzed.has_window_functions = query.has_window_functions;
    const auto& optional = decl_.variants.optional;
    if (std::any_of(optional.begin(), optional.end(),
                    [](const query::OptionalItem& item) { return item.kind == query::OptionalItem::Kind::join; })) {
      for (const int entry : find_lookup_joins(query, memo))
        analyzed.lookup_joins.push_back(query.range_table[static_cast<std::size_t>(entry)].alias);
    }
    apply_rows_directive(state_, decl_, analyzed);
    apply_command_rules(state_, query, memo, analyzed);
    apply_result_directives(state_, query, decl_, analyzed);
    apply_group_directive(state_, query, decl_, memo, analyzed);
    return analyzed;
  }

  const query::QueryDecl& decl_;
  ParameterTable parameters_;
  std::vector<sql::TextEdit> edits_;
  AnalysisContext context_;
  ParseState state_;
};

}  // namespace

std::optional<AnalyzedQuery> analyze_text(const query::QueryDecl& query, const catalog::Catalog& catalog,
                                          support::Diagnostics& diagnostics) {
  std::optional<AnalyzedQuery> analyzed;
  if (!succeeds([&] { analyzed = QueryAnalysis(query, catalog, diagnostics).run(); })) analyzed.reset();
  return analyzed;
}

}  // namespace pgscribe::analyze
