#include "sql/lowering.hpp"

#include <algorithm>
#include <utility>

#include "sql/messages.hpp"
#include "sql/parse.hpp"
#include "sql/sql_words.hpp"

namespace pgscribe::sql {

Lowering::Lowering(std::string_view text, const OffsetMap& map, const support::SourceFile& file,
                   support::Diagnostics& diagnostics, int server_version)
    : text_(text), tokens_(text), map_(map), file_(file), diagnostics_(diagnostics), server_version_(server_version) {}

Span Lowering::whole() const {
  if (tokens_.size() == 0) return to_file({0, 0});
  return to_file({tokens_.range(0).begin, tokens_.range(tokens_.size() - 1).end});
}

std::size_t Lowering::token_at(int location) const {
  return location < 0 ? cursor_ : tokens_.at(static_cast<std::uint32_t>(location));
}

Span Lowering::here() const {
  const std::uint32_t offset = cursor_ > 0 ? tokens_.range(cursor_ - 1).end : tokens_.range(0).begin;
  return to_file({offset, offset});
}

Span Lowering::token(int location) {
  if (location < 0) return here();
  const std::size_t i = token_at(location);
  return tokens_span(i, i + 1);
}

Span Lowering::dotted(int location) {
  if (location < 0) return here();
  const std::size_t i = token_at(location);
  return tokens_span(i, tokens_.past_dotted(i));
}

Span Lowering::tokens_span(std::size_t first, std::size_t past) {
  advance(past);
  if (past <= first) return to_file({tokens_.range(first).begin, tokens_.range(first).begin});
  return to_file({tokens_.range(first).begin, tokens_.range(past - 1).end});
}

void Lowering::seek(int location) {
  if (location >= 0) cursor_ = token_at(location);
}

void Lowering::advance(std::size_t past) { cursor_ = std::max(cursor_, std::min(past, tokens_.size())); }

Name Lowering::locate(std::string_view text) {
  if (text.empty()) return {};
  const std::size_t i = tokens_.find_name(cursor_, text);
  if (i == tokens_.size()) {
    return {std::string(text), here()};
  }
  return {std::string(text), tokens_span(i, i + 1)};
}

std::size_t Lowering::find_ahead(std::initializer_list<std::string_view> keywords, std::size_t limit) const {
  const std::size_t end = std::min(tokens_.size(), cursor_ + limit);
  for (std::size_t i = cursor_; i < end; ++i) {
    for (const std::string_view keyword : keywords) {
      if (tokens_.is(i, keyword)) return i;
    }
  }
  return tokens_.size();
}

std::size_t Lowering::find_in_item(std::size_t first, std::initializer_list<std::string_view> keywords) const {
  for (std::size_t i = first; i < tokens_.size(); ++i) {
    if (std::any_of(keywords.begin(), keywords.end(), [&](std::string_view word) { return tokens_.is(i, word); }))
      return i;
    if (tokens_.is(i, ",") || tokens_.is(i, ")")) break;
    if (tokens_.is(i, "(")) i = tokens_.match(i);
  }
  return first;
}

void Lowering::skip_group() {
  if (tokens_.is(cursor_, "(") || tokens_.is(cursor_, "[")) advance(tokens_.match(cursor_) + 1);
}

void Lowering::close_brackets(std::size_t first) {
  while (tokens_.is(cursor_, ")") || tokens_.is(cursor_, "]")) {
    const std::size_t open = tokens_.match(cursor_);
    if (open == tokens_.size() || open < first) return;
    advance(cursor_ + 1);
  }
}

void Lowering::unsupported(std::string_view tag, Span span) {
  diagnostics_.add(file_, span, msg::NotSupportedByPgscribe(sql_words(tag)));
}

void Lowering::needs(const Construct& construct, Span span) {
  if (server_version_ < construct.since) diagnostics_.add(file_, span, needs_release(construct, server_version_));
}

void Lowering::needs_at(const Construct& construct, std::size_t i) { needs(construct, to_file(tokens_.range(i))); }

void Lowering::missing_alias(bool is_values, Span span) {
  diagnostics_.add(file_, span, is_values ? msg::ValuesMustHaveAlias() : msg::SubqueryMustHaveAlias());
}

void Lowering::syntax_error(int location) {
  const std::size_t i = token_at(location);
  syntax_error_ = true;
  diagnostics_.add(file_, to_file(tokens_.range(i)), msg::SyntaxErrorAtOrNear(tokens_.slice(i)));
}

bool Lowering::enter(Span span) {
  ++depth_;
  if (depth_ <= kMaxDepth) return true;
  report_depth(span);
  return false;
}

void Lowering::report_depth(Span span) {
  if (std::exchange(too_deep_, true)) return;
  diagnostics_.add(file_, span, msg::StatementTooDeep(kMaxDepth));
}

}  // namespace pgscribe::sql
