#include "query/macros.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "query/messages.hpp"
#include "support/nearest_name.hpp"

namespace pgscribe::query {
namespace {

/// Operators of PostgreSQL and its contrib modules that end with `@`: `tags <@other` is one of them, `id=@id` is not.
constexpr std::array<std::string_view, 8> kOperators{"<@", "@@", "@@@", "^@", "^<@", "?<@", "@-@", "~@"};

struct Argument {
  std::string name;
  std::string_view text;  ///< as written
  bool is_string = false;
};

class MacroRewriter {
 public:
  MacroRewriter(const std::vector<sql::Token>& tokens, std::string_view text, const support::SourceFile& file,
                support::Diagnostics& diagnostics)
      : tokens_(tokens), text_(text), file_(file), diagnostics_(diagnostics) {}

  MacroRewrite run() {
    collect_numbers();
    for (std::size_t i = 0; i < tokens_.size();) i = step(i);
    std::stable_sort(result_.edits.begin(), result_.edits.end(),
                     [](const sql::TextEdit& a, const sql::TextEdit& b) { return a.span.begin < b.span.begin; });
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::string_view slice(std::size_t i) const {
    return i < tokens_.size() ? text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin) : std::string_view();
  }
  [[nodiscard]] bool is(std::size_t i, std::string_view lower) const {
    return i < tokens_.size() && tokens_[i].kind != sql::TokenKind::quoted_identifier &&
           sql::equals_folded(slice(i), lower);
  }
  [[nodiscard]] bool is_identifier(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == sql::TokenKind::identifier;
  }
  /// Tokens [first, last].
  [[nodiscard]] Span span(std::size_t first, std::size_t last) const {
    last = std::min(last, tokens_.size() - 1);
    return {tokens_[first].begin, tokens_[last].end};
  }

  void error(Span where, support::Message message) {
    diagnostics_.add(file_, where, std::move(message));
    result_.ok = false;
  }

  void collect_numbers() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind != sql::TokenKind::parameter) continue;
      const std::string_view digits = slice(i).substr(1);
      int number = 0;
      if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec == std::errc()) used_.insert(number);
    }
  }

  /// Handles what starts at token `i`; gives the token to go on with.
  std::size_t step(std::size_t i) {
    if (is(i, "sqlc") && is(i + 1, ".") && is_identifier(i + 2) && is(i + 3, "(") && !(i > 0 && is(i - 1, ".")))
      return call(i);
    if (tokens_[i].kind == sql::TokenKind::operator_ && slice(i).back() == '@' && is_identifier(i + 1) &&
        tokens_[i + 1].begin == tokens_[i].end &&
        std::find(kOperators.begin(), kOperators.end(), slice(i)) == kOperators.end()) {
      const Span where{tokens_[i].end - 1, tokens_[i + 1].end};
      replace(where, placeholder(parameter(std::string(slice(i + 1)), where)));
      return i + 2;
    }
    return i + 1;
  }

  std::size_t call(std::size_t i) {
    std::string name(slice(i + 2));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const std::size_t close = find_close(i + 3);
    if (name != "arg" && name != "narg" && name != "slice" && name != "embed") {
      const std::string nearest = support::nearest_name(name, {"arg", "narg", "slice", "embed"});
      error(span(i, i + 2),
            msg::MacroDoesNotExist(name, nearest.empty() ? msg::MacrosAre() : msg::DidYouMeanMacro(nearest)));
      return i + 4;
    }
    if (close == tokens_.size()) {
      error(span(i, i + 3), msg::MacroNotClosed(name));
      return i + 4;
    }
    const auto argument = read_argument(name, i, close);
    if (!argument) return close + 1;
    const Span where = span(i, close);
    if (name == "embed") return embed(*argument, where, close);
    if (name == "slice" && !columns_before(i).empty()) return key_list(*argument, i, close);
    MacroParameter& p = result_.parameters[parameter(argument->name, where)];
    p.nullable = p.nullable || name == "narg";
    p.slice = p.slice || name == "slice";
    if (name == "slice") rewrite_in(i, close);
    replace(where, "$" + std::to_string(p.number));
    return close + 1;
  }

  [[nodiscard]] std::size_t find_close(std::size_t open) const {
    int depth = 0;
    for (std::size_t i = open; i < tokens_.size(); ++i) {
      if (is(i, "(")) ++depth;
      if (is(i, ")") && --depth == 0) return i;
    }
    return tokens_.size();
  }

  /// The one argument between the parentheses at `macro + 3` and `close`: an identifier (sqlc joins dotted ones), or a
  /// string.
  std::optional<Argument> read_argument(const std::string& name, std::size_t macro, std::size_t close) {
    const std::size_t first = macro + 4;
    int count = first < close ? 1 : 0;
    int depth = 0;
    for (std::size_t i = first; i < close; ++i) {
      if (is(i, "(") || is(i, "[")) ++depth;
      if (is(i, ")") || is(i, "]")) --depth;
      if (is(i, ",") && depth == 0) ++count;
    }
    if (count != 1) {
      error(span(macro, close), msg::MacroTakesOneParameter(name, count));
      return std::nullopt;
    }
    Argument argument;
    argument.text = text_.substr(tokens_[first].begin, tokens_[close - 1].end - tokens_[first].begin);
    const bool is_string = tokens_[first].kind == sql::TokenKind::string && slice(first).front() == '\'';
    if (is_string && first + 1 == close) {
      argument.name = string_value(slice(first));
      argument.is_string = true;
    } else {
      for (std::size_t i = first; i < close; ++i) {
        const bool name_expected = (i - first) % 2 == 0;
        const bool is_name = is_identifier(i) || tokens_[i].kind == sql::TokenKind::quoted_identifier;
        if (name_expected ? !is_name : !is(i, ".")) return bad_argument(name, first, close);
        if (name_expected) argument.name += sql::fold_identifier(slice(i));
      }
    }
    if (argument.name.empty() || is(close - 1, ".")) return bad_argument(name, first, close);
    return argument;
  }

  std::optional<Argument> bad_argument(const std::string& name, std::size_t first, std::size_t close) {
    error(span(first, close - 1), msg::MacroParameterNotAName(name, name == "embed" ? msg::NameTheEmbeddedTable()
                                                                                    : msg::NameTheParameter(name)));
    return std::nullopt;
  }

  static std::string string_value(std::string_view token) {
    token = token.substr(1, token.size() - 2);
    std::string result;
    for (std::size_t i = 0; i < token.size(); ++i) {
      result += token[i];
      if (token[i] == '\'' && i + 1 < token.size() && token[i + 1] == '\'') ++i;
    }
    return result;
  }

  /// Index of the parameter with this name; a new one takes the lowest number that is free.
  std::size_t parameter(const std::string& name, Span where) {
    const auto [entry, is_new] = by_name_.emplace(name, result_.parameters.size());
    if (!is_new) return entry->second;
    while (used_.count(next_number_) != 0) ++next_number_;
    MacroParameter p;
    p.number = next_number_++;
    p.name = name;
    p.span = where;
    result_.parameters.push_back(std::move(p));
    return entry->second;
  }

  [[nodiscard]] std::string placeholder(std::size_t index) const {
    return "$" + std::to_string(result_.parameters[index].number);
  }

  void replace(Span where, std::string text) {
    // `@a` and `sqlc.arg(a)` end where the next token may follow without a blank; `$1` would run into it
    const bool glued_before = where.begin > 0 && sql::is_identifier_part(text_[where.begin - 1]) && text.front() == '$';
    const bool glued_after =
        where.end < text_.size() && sql::is_identifier_part(text_[where.end]) && text.front() == '$';
    if (glued_before) text.insert(0, 1, ' ');
    if (glued_after) text += ' ';
    result_.edits.push_back({where, std::move(text)});
  }

  /// `x IN (sqlc.slice(ids))` means `x = ANY ($1)`, NOT IN `x <> ALL ($1)`.
  void rewrite_in(std::size_t macro, std::size_t close) {
    if (macro < 2 || !is(macro - 1, "(") || !is(macro - 2, "in")) return;
    if (!is(close + 1, ")")) {
      error(span(macro, close), msg::SliceNotAloneInIn());
      return;
    }
    const bool negated = macro >= 3 && is(macro - 3, "not");
    replace(negated ? span(macro - 3, macro - 2) : span(macro - 2, macro - 2), negated ? "<> ALL" : "= ANY");
  }

  /// The names of the columns of `(a, b) IN (` in front of token `macro`; empty where no row stands there.
  [[nodiscard]] std::vector<std::string> columns_before(std::size_t macro) const {
    if (macro < 4 || !is(macro - 1, "(") || !is(macro - 2, "in")) return {};
    const std::size_t close = is(macro - 3, "not") ? macro - 4 : macro - 3;
    if (!is(close, ")")) return {};
    std::vector<std::string> names;
    int depth = 0;
    std::size_t open = close + 1;
    while (open-- > 0) {
      if (is(open, ")")) ++depth;
      if (depth == 1 && (is(open, ",") || is(open, ")")) && open > 0) names.push_back(column_at(open - 1));
      if (is(open, "(") && --depth == 0) break;
    }
    if (depth != 0 || names.size() < 2 || is_call(open)) return {};
    std::reverse(names.begin(), names.end());
    return distinct(names);
  }

  /// With their place behind those that are empty, or there twice.
  static std::vector<std::string> distinct(const std::vector<std::string>& names) {
    std::vector<std::string> result = names;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i].empty()) result[i] = "value";
      if (std::count(names.begin(), names.end(), names[i]) > 1 || names[i].empty())
        result[i] += "_" + std::to_string(i + 1);
    }
    return result;
  }

  /// Is the parenthesis that of a function's arguments? What can stand in front of one around a row is a keyword.
  [[nodiscard]] bool is_call(std::size_t open) const {
    static constexpr std::array kBeforeRow{"where", "and",  "or",   "not",    "on",  "when", "having",  "row",
                                           "then",  "else", "case", "select", "set", "by",   "distinct"};
    if (open == 0) return false;
    if (tokens_[open - 1].kind == sql::TokenKind::quoted_identifier) return true;
    return is_identifier(open - 1) &&
           std::none_of(kBeforeRow.begin(), kBeforeRow.end(), [&](const char* word) { return is(open - 1, word); });
  }

  [[nodiscard]] std::string column_at(std::size_t i) const {
    const bool is_name = is_identifier(i) || tokens_[i].kind == sql::TokenKind::quoted_identifier;
    return is_name ? sql::fold_identifier(slice(i)) : std::string();
  }

  /// `(a, b) IN (sqlc.slice(keys))` is written for one key.
  std::size_t key_list(const Argument& argument, std::size_t macro, std::size_t close) {
    const Span where = span(macro, close);
    if (!is(close + 1, ")")) {
      error(where, msg::SliceNotAloneInIn());
      return close + 1;
    }
    KeyList list{argument.name, columns_before(macro), {}, where};
    std::string row;
    for (const std::string& member : list.members) {
      const std::size_t index = parameter(argument.name + "." + member, where);
      list.numbers.push_back(result_.parameters[index].number);
      row += (row.empty() ? "" : ", ") + placeholder(index);
    }
    replace(where, "(" + row + ")");
    result_.key_lists.push_back(std::move(list));
    return close + 1;
  }

  std::size_t embed(const Argument& argument, Span where, std::size_t close) {
    Embed embed;
    embed.name = argument.name;
    std::size_t next = close + 1;
    if (is(next, "as") && next + 1 < tokens_.size() &&
        (is_identifier(next + 1) || tokens_[next + 1].kind == sql::TokenKind::quoted_identifier)) {
      embed.alias = sql::fold_identifier(slice(next + 1));  // `t.* AS x` is no SQL
      where.end = tokens_[next + 1].end;
      next += 2;
    }
    embed.span = where;
    result_.embeds.push_back(embed);
    result_.edits.push_back({where, (argument.is_string ? quoted(argument.name) : std::string(argument.text)) + ".*"});
    return next;
  }

  static std::string quoted(const std::string& name) {
    std::string result = "\"";
    for (const char c : name) {
      if (c == '"') result += '"';
      result += c;
    }
    return result + "\"";
  }

  const std::vector<sql::Token>& tokens_;
  std::string_view text_;
  const support::SourceFile& file_;
  support::Diagnostics& diagnostics_;
  std::set<int> used_;
  std::map<std::string, std::size_t> by_name_;
  int next_number_ = 1;
  MacroRewrite result_;
};

}  // namespace

MacroRewrite rewrite_macros(const std::vector<sql::Token>& tokens, std::string_view text,
                            const support::SourceFile& file, support::Diagnostics& diagnostics) {
  return MacroRewriter(tokens, text, file, diagnostics).run();
}

}  // namespace pgscribe::query
