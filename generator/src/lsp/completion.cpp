#include "lsp/completion.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "lsp/sql_place.hpp"
#include "query/annotation.hpp"
#include "query/directive.hpp"
#include "sql/parse.hpp"
#include "sql/scanner.hpp"
#include "support/allowable_warnings.hpp"

namespace pgscribe::lsp {

namespace {

using support::Span;
using Kind = Completion::Kind;

constexpr const char* kMacros[] = {"arg", "narg", "slice", "embed"};

/// A relation that the statement names, and what it is called in it.
struct NamedRelation {
  std::string alias;
  const catalog::Relation* relation = nullptr;
};

/// The tokens of the statement that a place is in.
class StatementTokens {
 public:
  StatementTokens(std::string_view text, std::uint32_t offset) : text_(text) {
    for (const Span range : sql::split_statements(text)) {
      if (range.begin <= offset && offset <= range.end) range_ = range;
    }
    for (sql::Token token : sql::scan(text.substr(range_.begin, range_.size()))) {
      if (!token.is_comment()) tokens_.push_back(token);
    }
  }

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] std::string_view text(std::size_t i) const {
    if (i >= size()) return {};
    return text_.substr(range_.begin + tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
  }
  [[nodiscard]] bool is(std::size_t i, std::string_view lower) const { return sql::equals_folded(text(i), lower); }
  [[nodiscard]] bool is_name(std::size_t i) const {
    return i < size() &&
           (tokens_[i].kind == sql::TokenKind::identifier || tokens_[i].kind == sql::TokenKind::quoted_identifier);
  }
  [[nodiscard]] std::string name(std::size_t i) const { return sql::fold_identifier(text(i)); }

 private:
  std::string_view text_;
  Span range_{};
  std::vector<sql::Token> tokens_;
};

/// Every name of a relation in the statement, wherever it stands: `movies m`, `shared.jobs AS j`.
std::vector<NamedRelation> named_relations(const StatementTokens& tokens, const catalog::Catalog& catalog) {
  static const std::set<std::string, std::less<>> kNoAlias{
      "on",     "where", "join",  "left",  "right",  "full",      "inner", "cross",     "natural", "using", "set",
      "values", "group", "order", "limit", "having", "returning", "union", "intersect", "except",  "for",   "select"};
  std::vector<NamedRelation> found;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool introduces = tokens.is(i, "from") || tokens.is(i, "join") || tokens.is(i, "into") ||
                            tokens.is(i, "update") || tokens.is(i, "using") || tokens.is(i, ",");
    if (!introduces || !tokens.is_name(i + 1)) continue;
    std::size_t at = i + 1;
    std::string schema;
    if (tokens.is(at + 1, ".") && tokens.is_name(at + 2)) {
      schema = tokens.name(at);
      at += 2;
    }
    const catalog::Relation* relation = catalog.find_relation(schema, tokens.name(at));
    if (relation == nullptr) continue;
    if (tokens.is(at + 1, "as")) ++at;
    const bool has_alias = tokens.is_name(at + 1) && kNoAlias.count(tokens.name(at + 1)) == 0;
    found.push_back({has_alias ? tokens.name(at + 1) : relation->name, relation});
  }
  return found;
}

class Completer {
 public:
  Completer(const EditedEntry& entry, const AnalyzedFile& file, std::uint32_t offset)
      : catalog_(entry.schema().catalog()), text_(file.source.text()), offset_(offset), tokens_(text_, offset) {}

  std::vector<Completion> run() {
    const std::uint32_t word = word_at(text_, offset_).begin;
    const std::string_view line = line_before(word);
    if (const std::size_t comment = line.find("--"); comment != std::string_view::npos) {
      in_comment(line.substr(comment + 2));
    } else if (word > 0 && text_[word - 1] == '.') {
      behind_dot(word - 1);
    } else if (word > 0 && text_[word - 1] == '@') {
      parameters();
    } else {
      anything();
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::string_view line_before(std::uint32_t offset) const {
    const std::size_t end_of_last = text_.substr(0, offset).find_last_of("\r\n");
    return text_.substr(0, offset).substr(end_of_last == std::string_view::npos ? 0 : end_of_last + 1);
  }

  void add(Kind kind, std::string label, std::string detail = "") {
    if (seen_.insert(label).second) found_.push_back({kind, std::move(label), std::move(detail)});
  }

  /// `-- name: X :one`, and directives with what comes behind their words.
  void in_comment(std::string_view comment) {
    comment.remove_prefix(std::min(comment.find_first_not_of(' '), comment.size()));
    if (comment.rfind("name:", 0) == 0) {
      for (const query::Command command : query::commands()) {
        const std::string_view spelling = query::to_string(command);
        add(Kind::keyword, std::string(comment.back() == ':' && comment.size() > 5 ? spelling.substr(1) : spelling));
      }
    } else if (comment.empty() || comment == "@") {
      for (const std::string& word : query::directive_words())
        add(Kind::keyword, comment.empty() ? word : word.substr(1));
    } else if (comment == "@allow ") {
      for (const std::string& code : support::allowable_warnings()) add(Kind::keyword, code);
    } else if (comment.front() == '@') {
      if (comment.rfind("@column ", 0) == 0) return columns(std::nullopt);
      parameters();
    }
  }

  void behind_dot(std::uint32_t dot) {
    const Span qualifier = word_at(text_, dot);
    const std::string name = sql::fold_identifier(text_.substr(qualifier.begin, dot - qualifier.begin));
    if (name == "sqlc") {
      for (const char* macro : kMacros) add(Kind::function, macro);
      return;
    }
    columns(name);
    if (!catalog_.has_schema(name)) return;
    for (const catalog::Relation* relation : catalog_.user_relations()) {
      if (relation->schema == name) this->relation(*relation);
    }
  }

  void anything() {
    columns(std::nullopt);
    for (const NamedRelation& named : named_relations(tokens_, catalog_))
      add(Kind::relation, named.alias, named.relation->schema + "." + named.relation->name);
    for (const catalog::Relation* relation : catalog_.user_relations()) {
      if (is_visible(relation->schema)) this->relation(*relation);
    }
    for (const std::string& schema : catalog_.schema_names()) add(Kind::relation, schema, "schema");
    for (const catalog::Function* function : catalog_.user_functions()) {
      if (is_visible(function->schema)) add(Kind::function, function->name, catalog_.format_type(function->result));
    }
    add(Kind::keyword, "sqlc");
  }

  void relation(const catalog::Relation& relation) {
    const bool has_rows = relation.kind != catalog::RelationKind::index &&
                          relation.kind != catalog::RelationKind::sequence &&
                          relation.kind != catalog::RelationKind::composite;
    if (has_rows) add(Kind::relation, relation.name, relation.schema);
  }
  [[nodiscard]] bool is_visible(const std::string& schema) const {
    const std::vector<std::string>& path = catalog_.search_path();
    return std::find(path.begin(), path.end(), schema) != path.end();
  }

  /// Of the relations that are called so; of all without a name.
  void columns(const std::optional<std::string>& alias) {
    for (const NamedRelation& named : named_relations(tokens_, catalog_)) {
      if (alias && named.alias != *alias) continue;
      for (const catalog::Column& column : named.relation->columns) {
        if (!column.dropped)
          add(Kind::column, column.name,
              named.relation->name + ", " + catalog_.format_type(column.type, column.type_modifier) +
                  (column.not_null ? " NOT NULL" : ""));
      }
    }
  }

  /// Those that the statement has so far: as `@name`, and as arguments of macros.
  void parameters() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_.is(i, "@") && tokens_.is_name(i + 1)) add(Kind::parameter, tokens_.name(i + 1));
      const bool is_macro = tokens_.is(i, "sqlc") && tokens_.is(i + 1, ".") && !tokens_.is(i + 2, "embed");
      if (is_macro && tokens_.is(i + 3, "(") && tokens_.is_name(i + 4)) add(Kind::parameter, tokens_.name(i + 4));
    }
  }

  const catalog::Catalog& catalog_;
  std::string_view text_;
  std::uint32_t offset_;
  StatementTokens tokens_;
  std::vector<Completion> found_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<Completion> completions_at(const EditedEntry& entry, const AnalyzedFile& file, std::uint32_t offset) {
  return Completer(entry, file, offset).run();
}

}  // namespace pgscribe::lsp
