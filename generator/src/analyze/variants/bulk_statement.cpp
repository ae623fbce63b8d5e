#include "analyze/variants/bulk_statement.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "analyze/analyze_text.hpp"
#include "analyze/variants/bulk_text.hpp"
#include "analyze/variants/messages.hpp"
#include "analyze/variants/named_parameter.hpp"
#include "analyze/variants/variant_text.hpp"

namespace pgscribe::analyze {
namespace {

using query::BulkItem;
using query::Command;

class BulkAnalysis {
 public:
  BulkAnalysis(const query::QueryDecl& decl, AnalyzedQuery whole, const catalog::Catalog& catalog,
               support::Diagnostics& diagnostics)
      : decl_(decl),
        whole_(std::move(whole)),
        catalog_(catalog),
        diagnostics_(diagnostics),
        item_(decl.variants.bulks.front()) {}

  std::optional<AnalyzedQuery> run() {
    std::vector<const QueryParameter*> parameters;
    if (!is_possible() || !choose(parameters)) return std::nullopt;
    BulkText text(decl_, whole_, catalog_, std::move(parameters), diagnostics_);
    VariantPlan plan;
    if (!text.run(item_, plan)) return std::nullopt;
    std::optional<AnalyzedQuery> sent = analyze_sent(plan);
    if (!sent || !has_same_columns(*sent)) return std::nullopt;
    whole_.bulk = BulkRows{item_.is_in_order};
    for (QueryParameter& parameter : whole_.parameters) parameter.row_value = text.source().form(parameter);
    whole_.sent_sql = std::move(sent->sent_sql);
    whole_.sent_edits = std::move(sent->sent_edits);
    whole_.row_keys.clear();
    if (whole_.cardinality != Cardinality::none) whole_.cardinality = Cardinality::many;
    whole_.cardinality_reason = {};
    return std::move(whole_);
  }

 private:
  bool is_possible() {
    const auto& bulks = decl_.variants.bulks;
    if (bulks.size() > 1) return fail(bulks[1].span, msg::BulkTwice());
    if (!decl_.variants.empty()) return fail(item_.span, msg::BulkVaries(decl_.name));
    const Command command = decl_.command;
    const std::string word(query::to_string(command));
    if (command != Command::exec && command != Command::execrows && command != Command::many)
      return fail(item_.span, msg::BulkOfCommand(word));
    const auto& node = decl_.statement.node;
    const bool writes = std::holds_alternative<sql::Insert>(node) || std::holds_alternative<sql::Update>(node) ||
                        std::holds_alternative<sql::Delete>(node) || std::holds_alternative<sql::Merge>(node);
    if (!writes) return fail(item_.span, msg::BulkOfStatement());
    if (item_.is_in_order && command != Command::many) return fail(item_.span, msg::BulkOrderOfCommand(word));
    return !whole_.parameters.empty() || fail(item_.span, msg::BulkWithoutParameters());
  }

  bool choose(std::vector<const QueryParameter*>& parameters) {
    std::vector<const QueryParameter*> named;
    for (const query::PlacedName& name : item_.names) {
      named.push_back(named_parameter(decl_, whole_, name, diagnostics_));
      if (named.back() == nullptr) return false;
    }
    for (const QueryParameter& parameter : whole_.parameters) {
      if (named.empty() || std::find(named.begin(), named.end(), &parameter) != named.end())
        parameters.push_back(&parameter);
    }
    return true;
  }

  std::optional<AnalyzedQuery> analyze_sent(const VariantPlan& plan) {
    support::Diagnostics said;
    std::optional<VariantDecl> sent = variant_decl(decl_, plan, 0, catalog_.server_version(), said);
    std::optional<AnalyzedQuery> analyzed;
    // In order, what RETURNING nests stands inside of a WITH item; what matters are the columns.
    if (sent && item_.is_in_order) sent->decl.embeds.clear();
    if (sent) analyzed = analyze_text(sent->decl, catalog_, said);
    for (support::Diagnostic diagnostic : said.all()) {
      if (diagnostic.severity != support::Severity::error) continue;
      diagnostic.message = msg::OfVariant(diagnostic.message, msg::InBulk());
      diagnostics_.add(std::move(diagnostic));
    }
    return said.has_errors() ? std::nullopt : std::move(analyzed);
  }

  bool has_same_columns(const AnalyzedQuery& sent) {
    const std::vector<const ResultColumn*> one = whole_.columns();
    const std::vector<const ResultColumn*> many = sent.columns();
    const bool same = many.size() == one.size() + (item_.is_in_order ? 1U : 0U) &&
                      std::equal(one.begin(), one.end(), many.begin(),
                                 [](const auto* a, const auto* b) { return a->name == b->name && a->type == b->type; });
    return same || fail(item_.span, msg::BulkResultDiffers());
  }

  bool fail(Span span, support::Message message) {
    diagnostics_.add(*decl_.file, span, std::move(message));
    return false;
  }

  const query::QueryDecl& decl_;
  AnalyzedQuery whole_;
  const catalog::Catalog& catalog_;
  support::Diagnostics& diagnostics_;
  const BulkItem& item_;
};

}  // namespace

std::optional<AnalyzedQuery> with_bulk_rows(const query::QueryDecl& decl, AnalyzedQuery whole,
                                            const catalog::Catalog& catalog, support::Diagnostics& diagnostics) {
  return BulkAnalysis(decl, std::move(whole), catalog, diagnostics).run();
}

}  // namespace pgscribe::analyze
