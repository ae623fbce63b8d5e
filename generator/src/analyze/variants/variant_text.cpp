#include "analyze/variants/variant_text.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string>
#include <utility>

#include "analyze/variants/statement_text.hpp"
#include "sql/parse.hpp"
#include "sql/scanner.hpp"

namespace pgscribe::analyze {
namespace {

/// What it says of a parameter that the variant has is known from the whole statement.
bool is_about_parameter(const query::Directive& directive) {
  using query::DirectiveKind;
  return directive.kind >= DirectiveKind::param_not_null && directive.kind <= DirectiveKind::param_elements_nullable;
}

/// Adds `text`, parted behind its parameters.
void add_text(const std::string& text, const Condition& condition, std::vector<Piece>& pieces) {
  std::size_t at = 0;
  for (const sql::Token& token : sql::scan(text)) {
    if (token.kind != sql::TokenKind::parameter) continue;
    pieces.push_back({text.substr(at, token.begin - at), std::atoi(text.c_str() + token.begin + 1), condition});
    at = token.end;
  }
  if (at == text.size()) return;
  if (!pieces.empty() && pieces.back().condition == condition && pieces.back().parameter == 0) {
    pieces.back().text += text.substr(at);
  } else {
    pieces.push_back({text.substr(at), 0, condition});
  }
}

/// The edits of the query and those of the slots; what stands inside of replaced text goes with it.
std::vector<sql::TextEdit> edits_of(const query::QueryDecl& decl, const VariantPlan& plan, VariantKey key) {
  std::vector<sql::TextEdit> replaced;
  for (const Slot& slot : plan.slots) {
    const Slot::Alternative* alternative = plan.alternative(slot, key);
    if (alternative == nullptr) {
      replaced.push_back({slot.span, ""});
    } else if (alternative->text) {
      replaced.push_back({slot.span, *alternative->text});
    }
  }
  std::vector<sql::TextEdit> edits;
  std::copy_if(decl.edits.begin(), decl.edits.end(), std::back_inserter(edits), [&](const sql::TextEdit& edit) {
    return std::none_of(replaced.begin(), replaced.end(), [&](const sql::TextEdit& other) {
      return other.span.begin <= edit.span.begin && edit.span.end <= other.span.end && !other.span.empty();
    });
  });
  edits.insert(edits.end(), replaced.begin(), replaced.end());
  std::stable_sort(edits.begin(), edits.end(),
                   [](const sql::TextEdit& a, const sql::TextEdit& b) { return a.span.begin < b.span.begin; });
  return edits;
}

/// Gives the parameters that are in the text the numbers from 1 on, in the edits, too.
class Renumbering {
 public:
  explicit Renumbering(query::QueryDecl& decl) : decl_(decl) {}

  std::vector<int> run() {
    for (const ParameterUse& use : StatementText(decl_).parameter_uses()) kept_.push_back(use.number);
    std::sort(kept_.begin(), kept_.end());
    kept_.erase(std::unique(kept_.begin(), kept_.end()), kept_.end());
    for (sql::TextEdit& edit : decl_.edits) edit.replacement = renumbered(edit.replacement);
    renumber_file_text();
    std::erase_if(decl_.parameters, [&](const query::MacroParameter& macro) { return new_number(macro.number) == 0; });
    for (query::MacroParameter& macro : decl_.parameters) macro.number = new_number(macro.number);
    return kept_;
  }

 private:
  [[nodiscard]] int new_number(int number) const {
    const auto found = std::lower_bound(kept_.begin(), kept_.end(), number);
    return found == kept_.end() || *found != number ? 0 : static_cast<int>(found - kept_.begin()) + 1;
  }

  [[nodiscard]] std::string renumbered(const std::string& text) const {
    std::vector<Piece> pieces;
    add_text(text, {}, pieces);
    std::string result;
    for (const Piece& piece : pieces) {
      result += piece.text;
      if (piece.parameter != 0) result += "$" + std::to_string(new_number(piece.parameter));
    }
    return result;
  }

  /// `$n` that the author wrote.
  void renumber_file_text() {
    std::vector<sql::TextEdit> added;
    const std::uint32_t base = decl_.statement_span.begin;
    for (const sql::Token& token : sql::scan(decl_.file->slice(decl_.statement_span))) {
      if (token.kind != sql::TokenKind::parameter) continue;
      const Span span{base + token.begin, base + token.end};
      const bool is_replaced = std::any_of(decl_.edits.begin(), decl_.edits.end(), [&](const sql::TextEdit& edit) {
        return edit.span.begin < span.end && span.begin < edit.span.end;
      });
      if (!is_replaced) added.push_back({span, renumbered(std::string(decl_.file->slice(span)))});
    }
    decl_.edits.insert(decl_.edits.end(), added.begin(), added.end());
    std::stable_sort(decl_.edits.begin(), decl_.edits.end(),
                     [](const sql::TextEdit& a, const sql::TextEdit& b) { return a.span.begin < b.span.begin; });
  }

  query::QueryDecl& decl_;
  std::vector<int> kept_;
};

}  // namespace

std::vector<Piece> pieces_of(const query::QueryDecl& decl, const VariantPlan& plan,
                             const std::vector<sql::TextEdit>& edits) {
  const auto text_of = [&](Span span) { return sql::apply_edits(decl.file->text(), span, edits); };
  std::vector<Piece> pieces;
  std::uint32_t at = decl.statement_span.begin;
  for (const Slot& slot : plan.slots) {
    add_text(text_of({at, slot.span.begin}), {}, pieces);
    for (const Slot::Alternative& alternative : slot.alternatives)
      add_text(alternative.text ? *alternative.text : text_of(slot.span), alternative.condition, pieces);
    at = slot.span.end;
  }
  add_text(text_of({at, decl.statement_span.end}), {}, pieces);
  return pieces;
}

std::optional<VariantDecl> variant_decl(const query::QueryDecl& decl, const VariantPlan& plan, VariantKey key,
                                        int server_version, support::Diagnostics& diagnostics) {
  VariantDecl variant{decl, {}};
  std::erase_if(variant.decl.directives,
                [](const query::Directive& directive) { return is_about_parameter(directive); });
  variant.decl.variants = {};
  variant.decl.edits = edits_of(decl, plan, key);
  variant.parameters = Renumbering(variant.decl).run();
  const std::string text = sql::apply_edits(decl.file->text(), decl.statement_span, variant.decl.edits);
  const sql::OffsetMap map(decl.statement_span.begin, variant.decl.edits);
  auto statement = sql::parse_statement(text, map, *decl.file, diagnostics, server_version);
  if (!statement) return std::nullopt;
  variant.decl.statement = std::move(*statement);
  return variant;
}

}  // namespace pgscribe::analyze
