#include "query/directive.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "query/annotation.hpp"
#include "query/messages.hpp"
#include "query/variant_directive.hpp"
#include "support/allowable_warnings.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"

namespace pgscribe::query {
namespace {

constexpr long kMaxTimeoutMs = 2147483647;  // statement_timeout's own limit

class DirectiveReader {
 public:
  DirectiveReader(const CommentLine& line, const support::SourceFile& file, support::Diagnostics& diagnostics,
                  const std::vector<std::string>& own_rules)
      : line_(line), words_(split_words(line)), file_(file), diagnostics_(diagnostics), own_rules_(own_rules) {
    directive_.span = line.span;
  }

  [[nodiscard]] LineKind read() {
    const std::string_view word = words_.front().text;
    if (word == "@column")
      return subject(Directives{DirectiveKind::column_not_null, DirectiveKind::column_nullable,
                                DirectiveKind::column_type, DirectiveKind::column_elements_not_null,
                                DirectiveKind::column_elements_nullable, DirectiveKind::column_json_struct});
    if (word == "@param")
      return subject(Directives{DirectiveKind::param_not_null,
                                DirectiveKind::param_nullable,
                                DirectiveKind::param_type,
                                DirectiveKind::param_elements_not_null,
                                DirectiveKind::param_elements_nullable,
                                {}});
    if (word == "@row") return row();
    if (word == "@file") return output_file();
    if (word == "@rows") return rows();
    if (word == "@group") return group();
    if (word == "@timeout") return timeout();
    if (word == "@readonly") return flag(DirectiveKind::readonly);
    if (word == "@batch") return batch();
    if (word == "@skip") return flag(DirectiveKind::skip);
    if (word == "@allow") return allow();
    if (word == "@sqlc-vet-disable") return LineKind::ignored;
    return unknown();
  }

  [[nodiscard]] Directive take() { return std::move(directive_); }

 private:
  struct Directives {
    DirectiveKind not_null, nullable, type, elements_not_null, elements_nullable;
    std::optional<DirectiveKind> json_struct;
  };

  LineKind bad(Span span, support::Message message) {
    diagnostics_.add(file_, span, std::move(message));
    return LineKind::bad;
  }
  LineKind bad_end(support::Message message) { return bad(line_.span, std::move(message)); }
  [[nodiscard]] Span rest(std::size_t word) const { return {words_[word].span.begin, words_.back().span.end}; }

  /// `@column <name> [elements] not null | [elements] nullable | type <T> | json <T> | json struct`
  LineKind subject(Directives kinds) {
    const std::string usage = kinds.json_struct ? msg::HowToSayOfColumn() : msg::HowToSayOfParameter();
    if (words_.size() < 3) return bad_end(msg::DirectiveIncomplete(words_[0].text, usage));
    if (!take_subject()) return bad(words_[1].span, msg::DirectiveNameMalformed(words_[1].text, usage));
    const bool is_about_elements = words_[2].text == "elements" && words_.size() > 3;
    const std::size_t first = is_about_elements ? 3 : 2;
    const std::string_view what = words_[first].text;
    if (what == "nullable" && words_.size() == first + 1) {
      directive_.kind = is_about_elements ? kinds.elements_nullable : kinds.nullable;
    } else if (what == "not" && words_.size() == first + 2 && words_[first + 1].text == "null") {
      directive_.kind = is_about_elements ? kinds.elements_not_null : kinds.not_null;
    } else if (what == "json" && kinds.json_struct && words_.size() == 4 && words_[3].text == "struct") {
      directive_.kind = *kinds.json_struct;
    } else if ((what == "type" || (what == "json" && words_.back().text != "struct")) && !is_about_elements &&
               words_.size() > 3) {
      directive_.kind = kinds.type;
      directive_.through_json = what == "json";
      directive_.value_span = rest(3);
      directive_.value = file_.slice(directive_.value_span);
    } else {
      return bad(rest(2), msg::UnknownDirectiveProperty(words_[0].text, file_.slice(rest(2)), usage));
    }
    return LineKind::directive;
  }

  /// A name as in the result, or in double quotes when it holds other characters; a parameter may be written as
  /// `@name`.
  bool take_subject() {
    std::string_view name = words_[1].text;
    directive_.subject_span = words_[1].span;
    if (name.front() == '"') {
      // a quoted name may hold blanks: join the words up to the closing quote
      std::size_t last = 1;
      while (last < words_.size() && (words_[last].text.back() != '"' || (last == 1 && words_[last].text.size() == 1)))
        ++last;
      if (last == words_.size()) return false;
      directive_.subject_span.end = words_[last].span.end;
      words_.erase(words_.begin() + 1, words_.begin() + static_cast<std::ptrdiff_t>(last));
      words_[1].span.begin = directive_.subject_span.begin;
      directive_.subject = sql::fold_identifier(file_.slice(directive_.subject_span));
      return !directive_.subject.empty() && words_.size() > 2;
    }
    if (name.front() == '@') name.remove_prefix(1);
    directive_.subject = name;
    return !name.empty();
  }

  LineKind row() {
    const std::string usage = msg::HowToWriteRow();
    if (words_.size() < 2) return bad_end(msg::RowWithoutName(usage));
    if (words_.size() > 2) return bad(rest(2), msg::TextAfterRow(words_[1].text, usage));
    if (!is_query_name(words_[1].text)) return bad(words_[1].span, msg::NotAStructName(words_[1].text, usage));
    directive_.kind = DirectiveKind::row;
    directive_.value = words_[1].text;
    directive_.value_span = words_[1].span;
    return LineKind::directive;
  }

  /// `@file reports`: the query's code goes into reports.hpp.
  LineKind output_file() {
    const std::string usage = msg::HowToWriteFile();
    if (words_.size() < 2) return bad_end(msg::FileWithoutName(usage));
    if (words_.size() > 2) return bad(rest(2), msg::TextAfterFile(words_[1].text, usage));
    if (!is_query_name(words_[1].text)) return bad(words_[1].span, msg::NotAFileName(words_[1].text, usage));
    directive_.kind = DirectiveKind::file;
    directive_.value = words_[1].text;
    directive_.value_span = words_[1].span;
    return LineKind::directive;
  }

  /// `@rows one`: the author knows that there is exactly one.
  LineKind rows() {
    const std::string usage = msg::HowToWriteRows();
    if (words_.size() < 2) return bad_end(msg::RowsWithoutNumber(usage));
    if (words_.size() > 2 || words_[1].text != "one")
      return bad(rest(1), msg::UnknownNumberOfRows(file_.slice(rest(1)), usage));
    directive_.kind = DirectiveKind::rows_one;
    return LineKind::directive;
  }

  /// `@group by o`: rows with the same row of `o` become one.
  LineKind group() {
    const std::string usage = msg::HowToWriteGroup();
    if (words_.size() < 2 || words_[1].text != "by")
      return bad(words_.size() < 2 ? line_.span : words_[1].span, msg::GroupWithoutBy(usage));
    if (words_.size() < 3) return bad_end(msg::GroupWithoutName(usage));
    if (words_.size() > 3) return bad(rest(3), msg::TextAfterGroup(words_[2].text, usage));
    directive_.kind = DirectiveKind::group_by;
    directive_.subject = sql::fold_identifier(words_[2].text);
    directive_.subject_span = words_[2].span;
    return LineKind::directive;
  }

  /// A whole number and a unit, as PostgreSQL writes times: ms, s, min, h.
  LineKind timeout() {
    const std::string usage = msg::HowToWriteTimeout();
    if (words_.size() != 2)
      return bad_end(words_.size() < 2 ? msg::TimeoutWithoutTime(usage) : msg::TextAfterTimeout(usage));
    const std::string_view text = words_[1].text;
    long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    const long factor = unit == "ms" ? 1 : unit == "s" ? 1000 : unit == "min" ? 60'000 : unit == "h" ? 3'600'000 : 0;
    if (error != std::errc() || factor == 0 || value <= 0 || value > kMaxTimeoutMs / factor) {
      return bad(words_[1].span, msg::InvalidTimeout(text, usage));
    }
    directive_.kind = DirectiveKind::timeout;
    directive_.timeout_ms = value * factor;
    return LineKind::directive;
  }

  LineKind flag(DirectiveKind kind) {
    if (words_.size() > 1) return bad(rest(1), msg::TextAfterDirective(words_[0].text));
    directive_.kind = kind;
    return LineKind::directive;
  }

  /// `@batch each`, `@batch atomic`: what is a transaction in autocommit.
  LineKind batch() {
    const std::string usage = msg::HowToWriteBatch();
    if (words_.size() < 2) return bad_end(msg::BatchWithoutScope(usage));
    if (words_.size() > 2 || (words_[1].text != "each" && words_[1].text != "atomic"))
      return bad(rest(1), msg::UnknownBatchScope(file_.slice(rest(1)), usage));
    directive_.kind = DirectiveKind::batch;
    directive_.value = words_[1].text;
    directive_.value_span = words_[1].span;
    return LineKind::directive;
  }

  LineKind allow() {
    const std::string usage = msg::HowToWriteAllow();
    if (words_.size() < 2) return bad_end(msg::AllowWithoutCode(usage));
    if (words_.size() > 2) return bad(rest(2), msg::TextAfterAllow(words_[1].text, usage));
    directive_.kind = DirectiveKind::allow;
    directive_.subject = words_[1].text;
    directive_.subject_span = words_[1].span;
    if (!support::is_allowable(directive_.subject, own_rules_)) {
      return bad(words_[1].span, msg::DirectiveAllowsNoWarning(
                                     directive_.subject, support::allowable_hint(directive_.subject, own_rules_)));
    }
    return LineKind::directive;
  }

  /// A near miss is an error. Any other word is a mark for another tool, which shares the file, or the name that prose
  /// begins with: `-- @ttl is taken as seconds`.
  LineKind unknown() {
    const std::string word(words_.front().text);
    const std::string nearest = support::nearest_name(word, directive_words());
    if (!nearest.empty()) return bad(words_.front().span, msg::MistypedDirective(word, msg::DidYouMean(nearest)));
    if (words_.size() >= 3) return LineKind::documentation;
    diagnostics_.add(file_, words_.front().span, msg::UnknownDirective(word));
    return LineKind::ignored;
  }

  const CommentLine& line_;
  std::vector<CommentLine> words_;
  const support::SourceFile& file_;
  support::Diagnostics& diagnostics_;
  const std::vector<std::string>& own_rules_;
  Directive directive_;
};

bool contradict(const Directive& a, const Directive& b) {
  if (a.kind == b.kind) return a.subject == b.subject;
  const auto pair = [&](DirectiveKind x, DirectiveKind y) {
    return (a.kind == x && b.kind == y) || (a.kind == y && b.kind == x);
  };
  return a.subject == b.subject &&
         (pair(DirectiveKind::column_not_null, DirectiveKind::column_nullable) ||
          pair(DirectiveKind::column_type, DirectiveKind::column_json_struct) ||
          pair(DirectiveKind::param_not_null, DirectiveKind::param_nullable) ||
          pair(DirectiveKind::column_elements_not_null, DirectiveKind::column_elements_nullable) ||
          pair(DirectiveKind::param_elements_not_null, DirectiveKind::param_elements_nullable));
}

}  // namespace

LineKind read_comment_line(const CommentLine& line, const support::SourceFile& file, std::vector<Directive>& directives,
                           support::Diagnostics& diagnostics, const std::vector<std::string>& own_rules) {
  if (line.text.size() < 2 || line.text.front() != '@' || !sql::is_identifier_start(line.text[1])) {
    return LineKind::documentation;
  }
  DirectiveReader reader(line, file, diagnostics, own_rules);
  const LineKind kind = reader.read();
  if (kind != LineKind::directive) return kind;
  Directive directive = reader.take();
  const auto earlier = std::find_if(directives.begin(), directives.end(),
                                    [&](const Directive& other) { return contradict(directive, other); });
  if (earlier != directives.end()) {
    diagnostics.add(file, line.span, msg::DirectiveRepeated(), {{&file, earlier->span, msg::FirstIsHere()}});
    return LineKind::bad;
  }
  directives.push_back(std::move(directive));
  return kind;
}

std::vector<std::string> directive_words() {
  std::vector<std::string> words{"@allow",    "@batch", "@column", "@file", "@group",  "@param",
                                 "@readonly", "@row",   "@rows",   "@skip", "@timeout"};
  words.insert(words.end(), variant_directives().begin(), variant_directives().end());
  return words;
}

}  // namespace pgscribe::query
