#include "query/read_queries.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "query/annotation.hpp"
#include "query/comment.hpp"
#include "query/directive.hpp"
#include "query/macros.hpp"
#include "query/messages.hpp"
#include "query/variant_directive.hpp"
#include "sql/large_stack.hpp"
#include "sql/parse.hpp"
#include "sql/scanner.hpp"
#include "sql/source_text.hpp"
#include "support/messages.hpp"

namespace pgscribe::query {
namespace {

using support::Diagnostics;
using support::SourceFile;

/// The text between two semicolons, with what its comments say.
struct Section {
  std::vector<sql::Token> tokens;  ///< without comments, offsets into the file
  std::vector<WholeLineComment> comments;
  std::vector<Span> inner_comments;       ///< those that share a line with SQL
  std::optional<std::size_t> annotation;  ///< index in `comments`
  bool is_misnamed = false;               ///< a name line that is none has been reported
};

class QueryReader {
 public:
  QueryReader(const SourceFile& file, std::string_view text, Diagnostics& diagnostics, int server_version,
              const std::vector<std::string>& own_rules)
      : file_(file), text_(text), diagnostics_(diagnostics), server_version_(server_version), own_rules_(own_rules) {}

  std::vector<QueryDecl> run() {
    for (const Span range : sql::split_statements(text_)) read_range(range);
    if (annotated_) {
      report_unnamed();
    } else {
      diagnostics_.add(file_, Span{0, 0}, msg::NoAnnotatedQuery());
    }
    return std::move(queries_);
  }

 private:
  void read_range(Span range) {
    Section section;
    for (sql::Token token : sql::scan(text_.substr(range.begin, range.size()))) {
      token.begin += range.begin;
      token.end += range.begin;
      if (!token.is_comment()) {
        section.tokens.push_back(token);
      } else {
        add_comment(section, whole_line_comment(text_, token), is_whole_line(text_, token));
      }
    }
    read_section(section);
  }

  /// `/*+ ... */` speaks to pg_hint_plan: it stays where it is.
  [[nodiscard]] bool is_planner_hint(const WholeLineComment& comment) const {
    return text_.substr(comment.span.begin, 3) == "/*+";
  }

  /// An annotation inside a statement means that the statement before it lacks its semicolon: it starts a new one.
  void add_comment(Section& section, WholeLineComment comment, bool is_whole_line) {
    if (is_planner_hint(comment)) return;
    if ((!is_whole_line || !is_annotation(comment)) &&
        report_near_annotation(comment, is_whole_line, file_, diagnostics_)) {
      section.is_misnamed = true;
    }
    if (!is_whole_line) return section.inner_comments.push_back(comment.span);
    if (is_annotation(comment)) {
      if (section.annotation && !section.tokens.empty()) {
        diagnostics_.add(file_, comment.span, msg::AnnotationInsideStatement());
        section = {};
      } else if (section.annotation) {
        const WholeLineComment& first = section.comments[*section.annotation];
        diagnostics_.add(file_, first.span, msg::AnnotationWithoutStatement());
        section = {};
      }
      section.annotation = section.comments.size();
    }
    section.comments.push_back(std::move(comment));
  }

  void read_section(const Section& section) {
    if (!section.annotation) return note_unnamed(section);
    annotated_ = true;
    const WholeLineComment& comment = section.comments[*section.annotation];
    const auto annotation = read_annotation(comment, file_, diagnostics_);
    if (!annotation || is_duplicate(*annotation)) return;
    if (section.tokens.empty()) {
      diagnostics_.add(file_, comment.span, msg::AnnotationWithoutStatement());
      return;
    }
    QueryDecl query;
    query.name = annotation->name;
    query.command = annotation->command;
    query.file = &file_;
    query.annotation_span = annotation->span;
    query.name_span = annotation->name_span;
    query.statement_span = {section.tokens.front().begin, section.tokens.back().end};
    const bool comments_ok = read_comments(section, query);
    if (is_skipped(query)) return;
    if (rewrite(section, query) && comments_ok && parse(query)) queries_.push_back(std::move(query));
  }

  /// One that was meant to have a name has been reported.
  void note_unnamed(const Section& section) {
    if (section.is_misnamed) {
      annotated_ = true;
    } else if (!section.tokens.empty()) {
      const sql::Token& first = section.tokens.front();
      unnamed_.push_back({{first.begin, first.end}, annotated_});
    }
  }

  /// In a file of queries every statement is meant to be one; below a name line, a second statement most of all.
  void report_unnamed() {
    for (const auto& [span, is_below_query] : unnamed_) {
      diagnostics_.add(file_, span, is_below_query ? msg::UnnamedStatementBelowQuery() : msg::UnnamedStatement());
    }
  }

  static bool is_skipped(const QueryDecl& query) {
    return std::any_of(query.directives.begin(), query.directives.end(),
                       [](const Directive& directive) { return directive.kind == DirectiveKind::skip; });
  }

  bool is_duplicate(const Annotation& annotation) {
    const auto [first, is_new] = names_.emplace(annotation.name, annotation.name_span);
    if (is_new) return false;
    diagnostics_.add(file_, annotation.name_span, msg::QueryDeclaredTwice(annotation.name),
                     {{&file_, first->second, msg::FirstIsHere()}});
    return true;
  }

  /// Comments above the name line belong to the query when no blank line parts them from it.
  [[nodiscard]] std::size_t first_comment(const Section& section) const {
    std::size_t i = *section.annotation;
    while (i > 0 && section.comments[i - 1].lines.end == section.comments[i].lines.begin) --i;
    return i;
  }

  bool read_comments(const Section& section, QueryDecl& query) {
    bool ok = true;
    for (std::size_t i = first_comment(section); i < section.comments.size(); ++i) {
      if (i == *section.annotation) continue;
      const WholeLineComment& comment = section.comments[i];
      for (const CommentLine& line : comment.content) {
        if (is_variant_directive(line.text.substr(0, line.text.find_first_of(" \t")))) {
          ok = read_variant_directive(line, file_, query.variants, diagnostics_) && ok;
          continue;
        }
        const LineKind kind = read_comment_line(line, file_, query.directives, diagnostics_, own_rules_);
        if (kind == LineKind::documentation) query.docs.emplace_back(line.text);
        ok = ok && kind != LineKind::bad;
      }
      if (comment.lines.begin > query.statement_span.begin && comment.lines.end <= query.statement_span.end) {
        query.edits.push_back({comment.lines, ""});
      }
    }
    for (const Span comment : section.inner_comments) {
      if (query.statement_span.begin <= comment.begin && comment.end <= query.statement_span.end)
        query.edits.push_back(removal(comment));
    }
    return ok;
  }

  /// With the blanks in front of it; two tokens that it parts stay apart.
  [[nodiscard]] sql::TextEdit removal(Span comment) const {
    while (text_[comment.begin - 1] == ' ' || text_[comment.begin - 1] == '\t') --comment.begin;
    constexpr std::string_view kNeedsNoBlank = " \t\r\n,;)]";
    return {comment, kNeedsNoBlank.find(text_[comment.end]) != std::string_view::npos ? "" : " "};
  }

  /// SQL is sent with LF for the CRLF between tokens, so that the same statement is the same text on every machine.
  /// Inside of constants and quoted names line ends are part of the value.
  void unify_line_ends(const Section& section, QueryDecl& query) {
    std::uint32_t at = query.statement_span.begin;
    std::vector<sql::TextEdit> edits;
    for (const sql::Token& token : section.tokens) {
      for (; at < token.begin; ++at) {
        if (text_[at] == '\r' && text_[at + 1] == '\n') edits.push_back({{at, at + 1}, ""});
      }
      at = token.end;
    }
    merge_edits(std::move(edits), query);
  }

  /// Puts `edits` between those of the query; what they overlap goes with the larger one.
  static void merge_edits(std::vector<sql::TextEdit> edits, QueryDecl& query) {
    const auto is_inside = [](const sql::TextEdit& edit, const std::vector<sql::TextEdit>& others) {
      const auto other = std::partition_point(others.begin(), others.end(), [&](const sql::TextEdit& candidate) {
        return candidate.span.end <= edit.span.begin;
      });
      return other != others.end() && other->span.begin < edit.span.end;
    };
    std::erase_if(edits, [&](const sql::TextEdit& edit) { return is_inside(edit, query.edits); });
    query.edits.insert(query.edits.end(), std::make_move_iterator(edits.begin()), std::make_move_iterator(edits.end()));
    std::stable_sort(query.edits.begin(), query.edits.end(),
                     [](const sql::TextEdit& a, const sql::TextEdit& b) { return a.span.begin < b.span.begin; });
  }

  bool rewrite(const Section& section, QueryDecl& query) {
    MacroRewrite rewrite = rewrite_macros(section.tokens, text_, file_, diagnostics_);
    // A comment between the parentheses of a macro goes with the macro.
    std::vector<sql::TextEdit> comments = std::exchange(query.edits, std::move(rewrite.edits));
    merge_edits(std::move(comments), query);
    unify_line_ends(section, query);
    query.parameters = std::move(rewrite.parameters);
    query.embeds = std::move(rewrite.embeds);
    query.key_lists = std::move(rewrite.key_lists);
    return rewrite.ok;
  }

  bool parse(QueryDecl& query) {
    const std::string text = sql::apply_edits(text_, query.statement_span, query.edits);
    const sql::OffsetMap map(query.statement_span.begin, query.edits);
    const std::size_t errors = diagnostics_.error_count();
    auto statement = sql::parse_statement(text, map, file_, diagnostics_, server_version_);
    if (!statement || diagnostics_.error_count() != errors) return false;
    query.statement = std::move(*statement);
    return true;
  }

  const SourceFile& file_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  int server_version_;
  const std::vector<std::string>& own_rules_;
  std::vector<QueryDecl> queries_;
  std::map<std::string, Span> names_;
  struct Unnamed {
    Span span;
    bool is_below_query = false;
  };
  std::vector<Unnamed> unnamed_;
  bool annotated_ = false;
};

}  // namespace

std::vector<QueryDecl> read_queries(const SourceFile& file, Diagnostics& diagnostics, int server_version,
                                    const std::vector<std::string>& own_rules) {
  const auto text = sql::source_text(file, diagnostics);
  if (!text) return {};
  std::vector<QueryDecl> queries;
  sql::run_with_large_stack([&] { queries = QueryReader(file, *text, diagnostics, server_version, own_rules).run(); });
  return queries;
}

}  // namespace pgscribe::query
