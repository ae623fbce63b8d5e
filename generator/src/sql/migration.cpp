#include "sql/migration.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "sql/parse.hpp"
#include "sql/scanner.hpp"
#include "sql/source_text.hpp"

namespace pgscribe::sql {
namespace {

enum class Marker { none, up, down, separator };

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// The words of a line comment, in lower case, without the dashes.
std::vector<std::string> words(std::string_view comment) {
  std::vector<std::string> result(1);
  comment.remove_prefix(2);
  for (const char c : comment) {
    if (is_blank(c)) {
      if (!result.back().empty()) result.emplace_back();
    } else {
      result.back() += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  if (result.back().empty()) result.pop_back();
  return result;
}

Marker marker(std::string_view comment) {
  const std::vector<std::string> w = words(comment);
  if (w.empty()) return Marker::none;
  if (w[0] == "migrate:up") return Marker::up;
  if (w[0] == "migrate:down") return Marker::down;
  if ((w[0] == "+goose" || w[0] == "+migrate") && w.size() > 1) {
    if (w[1] == "up") return Marker::up;
    if (w[1] == "down") return Marker::down;
    if (w[1] == "statementbegin" || w[1] == "statementend") return Marker::separator;
  }
  static const std::vector<std::string> tern{"--", "create", "above", "/", "drop", "below", "----"};
  return w == tern ? Marker::down : Marker::none;
}

/// One pass over the file: what follows depends on what came before (a quote in COPY data opens no string).
class MigrationText {
 public:
  explicit MigrationText(std::string_view text) : text_(text), result_(text) {}

  std::string run() {
    std::uint32_t at = 0;
    while (const auto token = scan_token(text_, at)) {
      at = token->end;
      if (token->kind == TokenKind::line_comment && at_line_start(token->begin)) {
        if (const Marker m = marker(slice(*token)); m != Marker::none) section(m, *token);
      } else if (token->kind == TokenKind::invalid && slice(*token) == "\\" && at_line_start(token->begin)) {
        at = line_end(token->begin);
        blank(token->begin, at);
      } else if (!token->is_comment()) {
        at = statement_token(*token);
      }
    }
    if (down_begin_) blank(*down_begin_, static_cast<std::uint32_t>(text_.size()));
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::string_view slice(const Token& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }

  [[nodiscard]] bool at_line_start(std::uint32_t offset) const {
    while (offset > 0 && is_blank(text_[offset - 1])) --offset;
    return offset == 0 || text_[offset - 1] == '\n' || text_[offset - 1] == '\r';
  }

  [[nodiscard]] std::uint32_t line_end(std::uint32_t offset) const {
    const std::size_t end = text_.find('\n', offset);
    return static_cast<std::uint32_t>(end == std::string_view::npos ? text_.size() : end);
  }

  void blank(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = begin; i < end; ++i) {
      if (result_[i] != '\n' && result_[i] != '\r') result_[i] = ' ';
    }
  }

  void section(Marker m, const Token& token) {
    if (down_begin_ && m != Marker::up) return;
    if (down_begin_) blank(*down_begin_, token.begin);
    down_begin_.reset();
    blank(token.begin, token.end);
    result_[token.begin] = ';';
    if (m == Marker::down) down_begin_ = token.end;
    words_.clear();
  }

  /// Watches for COPY ... FROM stdin; gives where to go on.
  std::uint32_t statement_token(const Token& token) {
    const std::string_view text = slice(token);
    if (token.kind == TokenKind::identifier) words_.push_back(text);
    if (text != ";") return token.end;
    const bool data = is_copy_from_stdin();
    words_.clear();
    return data ? skip_data(token.end) : token.end;
  }

  [[nodiscard]] bool is_copy_from_stdin() const {
    if (words_.empty() || !equals_folded(words_.front(), "copy")) return false;
    const auto from =
        std::find_if(words_.begin(), words_.end(), [](std::string_view w) { return equals_folded(w, "from"); });
    return from != words_.end() && from + 1 != words_.end() && equals_folded(*(from + 1), "stdin");
  }

  /// Blanks the lines after a COPY up to the `\.` line. Without that line there are no data.
  std::uint32_t skip_data(std::uint32_t at) {
    std::uint32_t line = line_end(at);
    while (line < text_.size()) {
      const std::uint32_t begin = line + 1;
      line = line_end(begin);
      std::string_view content = text_.substr(begin, line - begin);
      if (!content.empty() && content.back() == '\r') content.remove_suffix(1);
      if (content == "\\.") {
        blank(at, line);
        return line;
      }
    }
    return at;
  }

  std::string_view text_;
  std::string result_;
  std::optional<std::uint32_t> down_begin_;
  std::vector<std::string_view> words_;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct MigrationName {
  std::string_view folder;
  bool unnumbered = true;
  std::string_view number;  ///< without leading zeros
  std::string_view name;
};

MigrationName migration_name(std::string_view path) {
  MigrationName result;
  const std::size_t slash = path.find_last_of('/');
  if (slash != std::string_view::npos) {
    result.folder = path.substr(0, slash);
    path.remove_prefix(slash + 1);
  }
  result.name = path;
  if (!path.empty() && (path.front() == 'V' || path.front() == 'v') && path.size() > 1 && is_digit(path[1])) {
    path.remove_prefix(1);  // V1__x.sql
  }
  std::size_t digits = 0;
  while (digits < path.size() && is_digit(path[digits])) ++digits;
  result.unnumbered = digits == 0;
  result.number = path.substr(0, digits);
  while (!result.number.empty() && result.number.front() == '0') result.number.remove_prefix(1);
  return result;
}

}  // namespace

std::string migration_text(std::string_view text) { return MigrationText(text).run(); }

std::vector<Statement> parse_migration(const support::SourceFile& file, support::Diagnostics& diagnostics) {
  const auto text = source_text(file, diagnostics);
  if (!text) return {};
  return parse_statements(migration_text(*text), file, diagnostics);
}

bool migration_less(std::string_view a, std::string_view b) {
  const MigrationName left = migration_name(a);
  const MigrationName right = migration_name(b);
  const auto key = [](const MigrationName& n) {
    return std::tuple(n.folder, n.unnumbered, n.number.size(), n.number, n.name);
  };
  return key(left) < key(right);
}

bool is_down_migration(std::string_view path) {
  constexpr std::string_view kSuffix = ".down.sql";
  return path.size() >= kSuffix.size() && equals_folded(path.substr(path.size() - kSuffix.size()), kSuffix);
}

}  // namespace pgscribe::sql
