#include "cli/own_rules.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <tuple>

#include "cli/analysis_tables.hpp"
#include "cli/messages.hpp"
#include "sql/scanner.hpp"
#include "support/joined.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"
#include "tables/database.hpp"
#include "vet/allowed_above.hpp"

namespace pgscribe::cli {

namespace {

using config::OwnRule;
using support::Diagnostics;
using support::SourceFile;
using support::Span;

/// What a rule can say of a finding; the indexes of `Finding::values`.
enum ColumnOfRule { kQuery, kFile, kLine, kColumn, kMessage, kHint };
constexpr std::array<std::string_view, 6> kColumnsOfRule{"query", "file", "line", "column", "message", "hint"};

/// Where each of these stands in a row; empty: the rule does not have it.
using ColumnPlaces = std::array<std::optional<std::size_t>, kColumnsOfRule.size()>;

struct Place {
  const SourceFile* file = nullptr;
  Span span;
};

/// The token that begins at the offset or holds it, or the rest of the line.
Span token_at(const SourceFile& file, std::uint32_t offset) {
  const std::uint32_t start = file.line_start(offset);
  const std::string_view line = file.line_at(offset);
  for (const sql::Token& token : sql::scan(line)) {
    const Span span{start + token.begin, start + token.end};
    if (span.begin <= offset && offset < span.end) return span;
  }
  return {offset, start + static_cast<std::uint32_t>(line.size())};
}

class OwnRules {
 public:
  OwnRules(const EntryInputs& entry, const Analysis& analysis, const ProjectIndex& index,
           const std::set<const SourceFile*>& left_alone, Diagnostics& diagnostics)
      : entry_(entry),
        analysis_(analysis),
        index_(index),
        left_alone_(left_alone),
        diagnostics_(diagnostics),
        database_(analysis_tables(analysis, index)) {}

  void ask(const OwnRule& rule) {
    const auto answer = database_.select(rule.sql);
    if (const auto* refusal = std::get_if<tables::Refusal>(&answer))
      return diagnostics_.add(configuration(), place_in_rule(rule, refusal->offset), refusal->message);
    const auto& result = std::get<tables::Result>(answer);
    const std::optional<ColumnPlaces> columns = read_columns(rule, result.columns);
    if (!columns) return;
    for (const tables::Row& row : result.rows) {
      if (!add_finding(rule, *columns, row)) return;
    }
  }

 private:
  [[nodiscard]] const SourceFile& configuration() const { return *entry_.cpp.file; }

  [[nodiscard]] Span place_in_rule(const OwnRule& rule, std::optional<std::size_t> offset) const {
    if (!offset || *offset >= rule.sql_places.size()) return rule.span;
    return token_at(configuration(), rule.sql_places[*offset]);
  }

  /// Nothing after a column that means nothing, which is a slip of the pen.
  std::optional<ColumnPlaces> read_columns(const OwnRule& rule, const std::vector<std::string>& names) {
    ColumnPlaces places{};
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto known = std::find(kColumnsOfRule.begin(), kColumnsOfRule.end(), names[i]);
      if (known == kColumnsOfRule.end()) {
        diagnostics_.add(configuration(), rule.span,
                         msg::RuleColumnMeansNothing(support::joined(kColumnsOfRule, ", "), names[i]));
        return std::nullopt;
      }
      places[static_cast<std::size_t>(known - kColumnsOfRule.begin())] = i;
    }
    if (!places[kMessage] && rule.message.empty()) {
      diagnostics_.add(configuration(), rule.span, msg::RuleSaysNothing());
      return std::nullopt;
    }
    return places;
  }

  static std::string text_of(const tables::Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? "" : *text;
  }

  /// False: the rule is wrong, and its other rows are as well.
  bool add_finding(const OwnRule& rule, const ColumnPlaces& columns, const tables::Row& row) {
    std::array<std::string, kColumnsOfRule.size()> values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (columns[i]) values[i] = text_of(row[*columns[i]]);
    }
    const std::optional<Place> place = place_of(rule, values);
    if (!place) return false;
    if (left_alone_.count(place->file) != 0 || is_allowed(rule, *place, values[kQuery])) return true;
    const std::string& message = values[kMessage].empty() ? rule.message : values[kMessage];
    if (!found_.emplace(rule.name, place->file, place->span.begin, message).second) return true;
    support::Message said{rule.severity, rule.name, message, "", values[kHint]};
    diagnostics_.add(*place->file, place->span, std::move(said));
    return true;
  }

  std::optional<Place> place_of(const OwnRule& rule, const std::array<std::string, kColumnsOfRule.size()>& values) {
    const analyze::AnalyzedQuery* query = nullptr;
    if (!values[kQuery].empty()) {
      query = find_query(values[kQuery]);
      if (query == nullptr) return refuse(rule, msg::RuleNamesNoQuery(values[kQuery]));
    }
    const SourceFile* file = query != nullptr ? query->file : nullptr;
    if (!values[kFile].empty()) {
      file = find_file(values[kFile]);
      if (file == nullptr) return refuse(rule, msg::RuleNamesNoFile(values[kFile]));
    }
    if (file == nullptr) return Place{&configuration(), rule.span};
    if (values[kLine].empty())
      return Place{file, query != nullptr && query->file == file ? query->name_span : Span{0, 0}};
    const std::uint32_t start = file->offset_of_line(number_of(values[kLine]));
    const std::string_view line = file->line_at(start);
    const std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
    const std::size_t column = values[kColumn].empty() ? first : byte_of_column(line, number_of(values[kColumn]));
    return Place{file, token_at(*file, start + static_cast<std::uint32_t>(column))};
  }

  std::optional<Place> refuse(const OwnRule& rule, support::Message message) {
    diagnostics_.add(configuration(), rule.span, std::move(message));
    return std::nullopt;
  }

  static std::uint32_t number_of(const std::string& text) {
    return static_cast<std::uint32_t>(std::clamp(std::atol(text.c_str()), 1L, 1'000'000'000L));
  }

  static std::size_t byte_of_column(std::string_view line, std::uint32_t column) {
    std::size_t at = 0;
    while (at < line.size() && support::code_points(line.substr(0, at)) + 1 < column) ++at;
    return at;
  }

  [[nodiscard]] const analyze::AnalyzedQuery* find_query(const std::string& name) const {
    for (const codegen::QueryFile& file : analysis_.files) {
      for (const analyze::AnalyzedQuery& query : file.queries) {
        if (query.name == name) return &query;
      }
    }
    return nullptr;
  }

  [[nodiscard]] const SourceFile* find_file(const std::string& path) const {
    for (const auto* files : {&entry_.inputs.schema, &entry_.inputs.queries}) {
      for (const SourceFile* file : *files) {
        if (file->path() == path) return file;
      }
    }
    return nullptr;
  }

  [[nodiscard]] bool is_allowed(const OwnRule& rule, const Place& place, const std::string& query) const {
    std::vector<std::string> allowed;
    if (const StatementFacts* facts = index_.query(query.empty() ? query_at(place) : query)) allowed = facts->allowed;
    if (const Span statement = index_.statement_at(*place.file, place.span.begin); !statement.empty())
      allowed = vet::allowed_above(*place.file, statement);
    return std::find(allowed.begin(), allowed.end(), rule.name) != allowed.end();
  }

  /// The query that the place is in; empty: none.
  [[nodiscard]] std::string query_at(const Place& place) const {
    for (const codegen::QueryFile& file : analysis_.files) {
      for (const analyze::AnalyzedQuery& query : file.queries) {
        const Span whole = support::cover(query.name_span, query.statement_span);
        if (query.file == place.file && whole.begin <= place.span.begin && place.span.begin < whole.end)
          return query.name;
      }
    }
    return "";
  }

  const EntryInputs& entry_;
  const Analysis& analysis_;
  const ProjectIndex& index_;
  const std::set<const SourceFile*>& left_alone_;
  Diagnostics& diagnostics_;
  tables::Database database_;
  std::set<std::tuple<std::string, const SourceFile*, std::uint32_t, std::string>> found_;
};

}  // namespace

void ask_own_rules(const EntryInputs& entry, const Analysis& analysis, const ProjectIndex& index,
                   const std::set<const SourceFile*>& left_alone, Diagnostics& diagnostics) {
  OwnRules rules(entry, analysis, index, left_alone, diagnostics);
  for (const OwnRule& rule : entry.vet.rules) {
    rules.ask(rule);
    if (!tables::Database::is_available()) return;
  }
}

}  // namespace pgscribe::cli
