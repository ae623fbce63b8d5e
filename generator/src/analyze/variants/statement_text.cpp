#include "analyze/variants/statement_text.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "sql/scanner.hpp"

namespace pgscribe::analyze {
namespace {

/// What can follow a condition that stands in no parentheses.
constexpr std::array kBehindCondition{"group",  "having",  "window", "union", "intersect", "except", "order", "limit",
                                      "offset", "fetch",   "for",    "join",  "inner",     "left",   "right", "full",
                                      "cross",  "natural", "where",  "on",    "returning", ",",      ")",     "and"};
constexpr std::array kBehindList{"from", "where", "returning", "limit", "offset", "fetch", "for"};
constexpr std::array kBeforeCondition{"where", "having", "on", "and", "("};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string_view comment_content(std::string_view comment) {
  comment.remove_prefix(2);
  if (comment.size() >= 2 && comment.substr(comment.size() - 2) == "*/") comment.remove_suffix(2);
  return trimmed(comment);
}

template <std::size_t n>
bool is_one_of(const sql::TokenIndex& tokens, std::size_t i, const std::array<const char*, n>& words) {
  return std::any_of(words.begin(), words.end(), [&](const char* word) { return tokens.is(i, word); });
}

}  // namespace

StatementText::StatementText(const query::QueryDecl& decl)
    : decl_(decl), base_(decl.statement_span.begin), tokens_(decl.file->slice(decl.statement_span)) {}

std::vector<ParameterUse> StatementText::parameter_uses() const {
  const std::string text = sql::apply_edits(decl_.file->text(), decl_.statement_span, decl_.edits);
  const sql::OffsetMap map(base_, decl_.edits);
  std::vector<ParameterUse> uses;
  for (const sql::Token& token : sql::scan(text)) {
    if (token.kind != sql::TokenKind::parameter) continue;
    const int number = std::atoi(text.c_str() + token.begin + 1);
    uses.push_back({number, map.to_file(Span{token.begin, token.end})});
  }
  return uses;
}

std::vector<Mark> StatementText::marks() const {
  std::vector<Mark> marks;
  for (const sql::Token& token : sql::scan(decl_.file->slice(decl_.statement_span))) {
    if (!token.is_comment()) continue;
    const std::string_view comment = decl_.file->slice(Span{base_ + token.begin, base_ + token.end});
    std::size_t target = tokens_.at(token.end);
    while (tokens_.is(target, "and")) ++target;
    if (target == tokens_.size()) continue;
    std::size_t first = target;
    while (tokens_.is(first, "(") && first + 1 < tokens_.size()) ++first;
    const std::size_t last = tokens_.is(target, "(") ? tokens_.match(target) : target;
    marks.push_back({std::string(comment_content(comment)),
                     {span_of(target).begin, span_of(std::min(last, tokens_.size() - 1)).end},
                     span_of(first).begin});
  }
  return marks;
}

std::vector<ConditionText> StatementText::conditions() const {
  std::vector<ConditionText> texts;
  for (const ConditionList& list : condition_lists(decl_.statement)) texts.push_back(text_of(list));
  return texts;
}

ListText StatementText::order_by() const {
  const auto* select = std::get_if<sql::Select>(&decl_.statement.node);
  if (select == nullptr || select->order_by.empty()) return {};
  std::size_t by = token_at(select->order_by.front().expr->extent.begin);
  while (by > 0 && !tokens_.is(by, "by")) --by;
  return list_behind(by);
}

Span StatementText::where() const {
  const auto* select = std::get_if<sql::Select>(&decl_.statement.node);
  if (select == nullptr || !select->where) return {};
  const std::size_t begin = start_of(*select->where);
  return span_of(Range{begin, end_of(*select->where, begin, true)});
}

std::uint32_t StatementText::before_order_by() const {
  std::size_t order = token_at(order_by().keyword.begin);
  while (order > 0 && !tokens_.is(order, "order")) --order;
  return order == 0 ? base_ : span_of(order - 1).end;
}

ListText StatementText::set_list() const {
  const auto* update = std::get_if<sql::Update>(&decl_.statement.node);
  if (update == nullptr) return {};
  return list_behind(find_outside_parentheses(token_at(update->relation_span.end), "set"));
}

ListText StatementText::returning() const {
  const auto* update = std::get_if<sql::Update>(&decl_.statement.node);
  if (update == nullptr || update->returning.targets.empty()) return {};
  const std::size_t keyword = find_outside_parentheses(token_at(update->relation_span.end), "returning");
  // WITH (OLD AS was)
  const std::size_t before = update->returning.options.empty() ? keyword : tokens_.match(keyword + 2);
  return {span_of(keyword), list_behind(before).items};
}

Span StatementText::update_keyword() const {
  const auto* update = std::get_if<sql::Update>(&decl_.statement.node);
  std::size_t i = update == nullptr ? 0 : token_at(update->relation_span.begin);
  while (i > 0 && !tokens_.is(i, "update")) --i;
  return span_of(i);
}

Span StatementText::join_span(const sql::JoinFrom& join) const {
  std::size_t left = token_at(join.right->span.begin);
  while (left > 0 && !tokens_.is(left, "left")) --left;
  const std::size_t on = start_of(*join.on);
  return with_blanks_before(span_of(Range{left, end_of(*join.on, on, true)}));
}

std::size_t StatementText::find_outside_parentheses(std::size_t from, const char* keyword) const {
  std::size_t i = from;
  while (i < tokens_.size() && !tokens_.is(i, keyword)) {
    const std::size_t close = tokens_.match(i);
    i = close < tokens_.size() && close > i ? close + 1 : i + 1;
  }
  return i;
}

ListText StatementText::list_behind(std::size_t keyword) const {
  ListText list{span_of(keyword), {}};
  std::size_t begin = keyword + 1;
  std::size_t i = begin;
  for (; i < tokens_.size() && !is_one_of(tokens_, i, kBehindList); ++i) {
    const std::size_t close = tokens_.match(i);
    if (close < tokens_.size() && close > i) i = close;
    if (!tokens_.is(i, ",")) continue;
    list.items.push_back(span_of(Range{begin, i}));
    begin = i + 1;
  }
  list.items.push_back(span_of(Range{begin, i}));
  return list;
}

ConditionText StatementText::text_of(const ConditionList& list) const {
  ConditionText text{list.clause, {}};
  std::size_t begin = start_of(*list.conjuncts.front());
  for (std::size_t i = 0; i < list.conjuncts.size(); ++i) {
    const bool is_last = i + 1 == list.conjuncts.size();
    const Range whole{begin, end_of(*list.conjuncts[i], begin, is_last)};
    const std::size_t end = whole.end;
    const Range range = without_outer_parentheses(whole);
    ConjunctText conjunct{list.conjuncts[i], span_of(range), {}, {}, is_balanced(whole)};
    if (i > 0) conjunct.with_and_before = with_blanks_before({span_of(begin - 1).begin, conjunct.span.end});
    if (!is_last) conjunct.with_and_after = {conjunct.span.begin, span_of(end + 1).begin};
    text.conjuncts.push_back(std::move(conjunct));
    begin = end + 1;
  }
  return text;
}

/// The first token; what stands in front of it is the clause's keyword, an AND or a parenthesis around several.
std::size_t StatementText::start_of(const sql::Expr& condition) const {
  std::size_t i = token_at(condition.extent.begin);
  while (i > 0 && !is_one_of(tokens_, i - 1, kBeforeCondition)) --i;
  while (i > 0 && tokens_.is(i - 1, "(") &&
         !(i > 1 && tokens_.is_name(i - 2) && !is_one_of(tokens_, i - 2, kBeforeCondition)))
    --i;
  return i;
}

/// Past the last token: to the AND behind it, or to what can follow its clause.
std::size_t StatementText::end_of(const sql::Expr& condition, std::size_t begin, bool is_last) const {
  std::size_t i = token_at(condition.extent.end - 1) + 1;
  for (std::size_t inside = token_at(condition.extent.begin); inside < i; ++inside) {
    const std::size_t close = tokens_.match(inside);
    if (close < tokens_.size() && close >= i) i = close + 1;
  }
  while (i < tokens_.size() && !is_one_of(tokens_, i, kBehindCondition)) {
    const std::size_t close = tokens_.match(i);
    i = (tokens_.is(i, "(") || tokens_.is(i, "[")) && close < tokens_.size() ? close + 1 : i + 1;
  }
  while (tokens_.is(i, ")") && tokens_.match(i) >= begin) ++i;
  // A parenthesis around several closes behind the last of them.
  while (!is_last && tokens_.is(i, ")")) ++i;
  return i;
}

bool StatementText::is_balanced(Range range) const {
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const std::size_t other = tokens_.match(i);
    if (other < tokens_.size() && (other < range.begin || other >= range.end)) return false;
  }
  return true;
}

/// Without parentheses whose other one stands outside.
StatementText::Range StatementText::without_outer_parentheses(Range range) const {
  const auto is_outer = [&](std::size_t i) {
    const std::size_t other = tokens_.match(i);
    return other < tokens_.size() && (other < range.begin || other >= range.end);
  };
  while (range.begin < range.end && tokens_.is(range.begin, "(") && is_outer(range.begin)) ++range.begin;
  while (range.begin < range.end && tokens_.is(range.end - 1, ")") && is_outer(range.end - 1)) --range.end;
  return range;
}

Span StatementText::span_of(std::size_t token) const {
  const sql::TextRange range = tokens_.range(token);
  return {base_ + range.begin, base_ + range.end};
}

Span StatementText::span_of(Range range) const { return {span_of(range.begin).begin, span_of(range.end - 1).end}; }

Span StatementText::with_blanks_before(Span span) const {
  const std::string_view text = decl_.file->text();
  const auto is_in_edit = [&](std::uint32_t at) {
    return std::any_of(decl_.edits.begin(), decl_.edits.end(),
                       [&](const sql::TextEdit& edit) { return edit.span.begin <= at && at < edit.span.end; });
  };
  while (span.begin > base_ && std::string_view(" \t\r\n").find(text[span.begin - 1]) != std::string_view::npos &&
         !is_in_edit(span.begin - 1))
    --span.begin;
  return span;
}

}  // namespace pgscribe::analyze
