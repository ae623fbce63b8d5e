#include "analyze/variants/key_lists.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "analyze/analyze_text.hpp"
#include "analyze/variants/bulk_source.hpp"
#include "analyze/variants/messages.hpp"
#include "analyze/variants/variant_text.hpp"

namespace pgscribe::analyze {
namespace {

using query::KeyList;

/// The rows of a list as a sub-select.
std::string rows_of(const query::QueryDecl& decl, const AnalyzedQuery& marked, const catalog::Catalog& catalog,
                    const KeyList& list) {
  std::vector<const QueryParameter*> parameters;
  for (const int number : list.numbers) parameters.push_back(&marked.parameters[static_cast<std::size_t>(number) - 1]);
  const BulkSource source(decl, marked, catalog, parameters, false);
  std::string values;
  for (const int number : list.numbers) values += (values.empty() ? "" : ", ") + source.value(number);
  return "SELECT " + values + " FROM " + source.item();
}

void mark_parameters(const query::QueryDecl& decl, const catalog::Catalog& catalog, AnalyzedQuery& marked) {
  for (const KeyList& list : decl.key_lists) {
    for (std::size_t i = 0; i < list.numbers.size(); ++i) {
      QueryParameter& parameter = marked.parameters[static_cast<std::size_t>(list.numbers[i]) - 1];
      parameter.row_value = row_form(parameter, catalog);
      parameter.list = list.name;
      parameter.member = list.members[i];
    }
  }
}

}  // namespace

std::optional<AnalyzedQuery> with_key_lists(const query::QueryDecl& decl, const AnalyzedQuery& whole,
                                            const catalog::Catalog& catalog, support::Diagnostics& diagnostics) {
  const KeyList& first = decl.key_lists.front();
  if (query::takes_many(decl.command) || !decl.variants.empty() || !decl.variants.bulks.empty()) {
    diagnostics.add(*decl.file, first.span, msg::KeysInOtherList(first.name));
    return std::nullopt;
  }
  AnalyzedQuery marked = whole;
  mark_parameters(decl, catalog, marked);
  VariantPlan plan;
  for (const KeyList& list : decl.key_lists)
    plan.slots.push_back({list.span, {{Condition{}, rows_of(decl, marked, catalog, list)}}});
  support::Diagnostics said;
  std::optional<VariantDecl> sent = variant_decl(decl, plan, 0, catalog.server_version(), said);
  std::optional<AnalyzedQuery> analyzed;
  if (sent) analyzed = analyze_text(sent->decl, catalog, said);
  for (support::Diagnostic diagnostic : said.all()) {
    const bool is_new_warning = diagnostic.code == "many-rows" && whole.cardinality != Cardinality::many;
    if (diagnostic.severity != support::Severity::error && !is_new_warning) continue;
    diagnostic.message = msg::OfVariant(diagnostic.message, msg::ForKeys());
    diagnostics.add(std::move(diagnostic));
  }
  if (!analyzed || said.has_errors()) return std::nullopt;
  analyzed->sql = whole.sql;
  analyzed->parameters = std::move(marked.parameters);
  return analyzed;
}

}  // namespace pgscribe::analyze
