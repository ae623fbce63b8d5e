#include "query/variant_directive.hpp"

#include <algorithm>

#include "query/messages.hpp"
#include "sql/scanner.hpp"

namespace pgscribe::query {
namespace {

/// The tokens of a directive line, in file offsets, behind its first word.
class DirectiveTokens {
 public:
  DirectiveTokens(const CommentLine& line, const support::SourceFile& file) : file_(file), line_(line) {
    for (sql::Token token : sql::scan(line.text)) {
      token.begin += line.span.begin;
      token.end += line.span.begin;
      tokens_.push_back(token);
    }
    at_ = 2;  // `@` and the word
  }

  [[nodiscard]] bool at_end() const { return at_ >= tokens_.size(); }
  [[nodiscard]] std::string_view text() const { return at_end() ? std::string_view{} : file_.slice(span()); }
  /// Of the token; at the end, of the line.
  [[nodiscard]] Span span() const { return at_end() ? line_.span : Span{tokens_[at_].begin, tokens_[at_].end}; }
  [[nodiscard]] Span line_span() const { return line_.span; }
  /// From the token to the end of the line.
  [[nodiscard]] Span rest() const { return at_end() ? Span{} : Span{tokens_[at_].begin, tokens_.back().end}; }
  void skip() { at_ = tokens_.size(); }
  [[nodiscard]] bool is(std::string_view text) const { return this->text() == text; }
  bool take(std::string_view text) {
    if (!is(text)) return false;
    ++at_;
    return true;
  }
  /// A name, written as `@name`, `name` or `"name"`.
  bool take_name(PlacedName& name) {
    const std::size_t start = at_;
    take("@");
    if (!at_end() && tokens_[at_].kind == sql::TokenKind::identifier) {
      name = {std::string(text()), span()};
    } else if (!at_end() && tokens_[at_].kind == sql::TokenKind::quoted_identifier) {
      name = {sql::fold_identifier(text()), span()};
    } else {
      at_ = start;
      return false;
    }
    ++at_;
    return true;
  }

 private:
  const support::SourceFile& file_;
  const CommentLine& line_;
  std::vector<sql::Token> tokens_;
  std::size_t at_ = 0;
};

class VariantReader {
 public:
  VariantReader(const CommentLine& line, const support::SourceFile& file, VariantDirectives& directives,
                support::Diagnostics& diagnostics)
      : tokens_(line, file), file_(file), directives_(directives), diagnostics_(diagnostics) {}

  bool optional() {
    do {
      OptionalItem item;
      if (!optional_item(item)) return bad(msg::OptionalMalformed());
      directives_.optional.push_back(std::move(item));
    } while (tokens_.take(","));
    return tokens_.at_end() || bad(msg::OptionalMalformed());
  }

  bool order() {
    OrderItem item;
    if (!tokens_.take_name(item.order)) return bad(msg::OrderMalformed());
    if (!tokens_.take_name(item.label)) return bad(msg::OrderMalformed());
    if (tokens_.take("desc")) {
      if (!tokens_.take("-") || !tokens_.take("able")) return bad(msg::OrderMalformed());
      item.is_reversible = true;
    }
    if (tokens_.take(":")) {
      if (tokens_.at_end()) return bad(msg::OrderMalformed());
      item.list = tokens_.rest();
      tokens_.skip();
    }
    if (!tokens_.at_end()) return bad(msg::OrderMalformed());
    directives_.orders.push_back(std::move(item));
    return true;
  }

  bool keyset() {
    KeysetItem item;
    item.span = tokens_.line_span();
    std::vector<PlacedName> members;
    if (!names(members) || !tokens_.at_end() || members.size() > 2) return bad(msg::KeysetMalformed());
    item.after = members.front();
    if (members.size() == 2) item.before = members.back();
    directives_.keysets.push_back(std::move(item));
    return true;
  }

  bool patch() {
    PatchItem item;
    item.span = tokens_.line_span();
    if (!tokens_.at_end() && (!names(item.names) || !tokens_.at_end())) return bad(msg::PatchMalformed());
    directives_.patches.push_back(std::move(item));
    return true;
  }

  bool bulk() {
    BulkItem item;
    item.span = tokens_.line_span();
    while (!tokens_.at_end() && !tokens_.is("(")) {
      if (tokens_.take("distinct")) {
        item.is_distinct = true;
      } else if (tokens_.take("in") && tokens_.take("order")) {
        item.is_in_order = true;
      } else {
        return bad(msg::BulkMalformed());
      }
    }
    if (tokens_.take("(") && (!names(item.names) || !tokens_.take(")"))) return bad(msg::BulkMalformed());
    if (!tokens_.at_end()) return bad(msg::BulkMalformed());
    directives_.bulks.push_back(std::move(item));
    return true;
  }

 private:
  bool optional_item(OptionalItem& item) {
    if (tokens_.take(":")) {
      item.kind = OptionalItem::Kind::flag;
      return tokens_.take_name(item.name);
    }
    if (tokens_.is("(")) return group(item);
    if (!tokens_.take_name(item.name)) return false;
    if (tokens_.is("(")) return group(item);
    PlacedName relation;
    if (item.name.text != "join" || !tokens_.take_name(relation)) return true;
    item.kind = OptionalItem::Kind::join;
    item.name = std::move(relation);
    return tokens_.take("when") && names(item.parts);
  }

  bool group(OptionalItem& item) {
    item.kind = OptionalItem::Kind::group;
    return tokens_.take("(") && names(item.parts) && tokens_.take(")");
  }

  bool names(std::vector<PlacedName>& names) {
    do {
      PlacedName name;
      if (!tokens_.take_name(name)) return false;
      names.push_back(std::move(name));
    } while (tokens_.take(","));
    return true;
  }

  bool bad(support::Message message) {
    diagnostics_.add(file_, tokens_.span(), std::move(message));
    return false;
  }

  DirectiveTokens tokens_;
  const support::SourceFile& file_;
  VariantDirectives& directives_;
  support::Diagnostics& diagnostics_;
};

}  // namespace

const std::vector<std::string>& variant_directives() {
  static const std::vector<std::string> words{"@optional", "@order", "@patch", "@keyset", "@bulk"};
  return words;
}

bool is_variant_directive(std::string_view first_word) {
  const std::vector<std::string>& words = variant_directives();
  return std::find(words.begin(), words.end(), first_word) != words.end();
}

bool read_variant_directive(const CommentLine& line, const support::SourceFile& file, VariantDirectives& directives,
                            support::Diagnostics& diagnostics) {
  VariantReader reader(line, file, directives, diagnostics);
  const std::string_view word = line.text.substr(0, line.text.find_first_of(" \t"));
  if (word == "@order") return reader.order();
  if (word == "@patch") return reader.patch();
  if (word == "@keyset") return reader.keyset();
  if (word == "@bulk") return reader.bulk();
  return reader.optional();
}

}  // namespace pgscribe::query
