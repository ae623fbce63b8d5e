#include "lexical/migration.hpp"

#include <algorithm>

#include "lexical/copy_data.hpp"
#include "lexical/migration_mark.hpp"
#include "lexical/migration_name.hpp"
#include "lexical/psql_command.hpp"
#include "lexical/scanner.hpp"
#include "lexical/utf8.hpp"

namespace pgscribe::lexical {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// One pass over the file: what follows depends on what came before (a quote in COPY data opens no string).
class MigrationReader {
 public:
  MigrationReader(std::string_view path, std::string_view text)
      : text_(text),
        part_(migration_name(path).kind == MigrationName::Kind::down ? MigrationPart::down : MigrationPart::up) {}

  MigrationText read() {
    std::uint32_t at = 0;
    if (text_.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
      at = static_cast<std::uint32_t>(kByteOrderMark.size());
      leave_out({0, at});
    }
    while (const auto token = scan_token(text_, at)) {
      at = token->end;
      if (token->kind == TokenKind::line_comment) {
        if (starts_line(token->begin)) comment(*token);
      } else if (token->kind == TokenKind::invalid && slice(*token) == "\\" && starts_line(token->begin)) {
        at = psql_command(*token);
      } else if (!token->is_comment()) {
        at = statement_token(*token);
      }
    }
    close_piece(static_cast<std::uint32_t>(text_.size()));
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::string_view slice(const Token& token) const {
    return lexical::slice(text_, {token.begin, token.end});
  }
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t offset) const {
    while (offset > begin_ && is_blank(text_[offset - 1])) --offset;
    return offset;
  }
  [[nodiscard]] bool starts_line(std::uint32_t offset) const {
    offset = line_begin(offset);
    return offset == begin_ || text_[offset - 1] == '\n' || text_[offset - 1] == '\r';
  }
  /// The line with its newline.
  [[nodiscard]] TextRange line_at(std::uint32_t offset) const {
    const std::size_t end = text_.find('\n', offset);
    return {line_begin(offset), static_cast<std::uint32_t>(end == std::string_view::npos ? text_.size() : end + 1)};
  }

  void close_piece(std::uint32_t end, bool is_copy_data = false) {
    if (end > begin_) result_.pieces.push_back({part_, {begin_, end}, std::nullopt, is_copy_data});
    begin_ = end;
  }
  void leave_out(TextRange range) {
    close_piece(range.begin);
    result_.pieces.push_back({MigrationPart::left_out, range});
    begin_ = range.end;
  }

  void comment(const Token& token) {
    const MigrationMark mark = migration_mark(slice(token));
    switch (mark.kind) {
      case MigrationMark::Kind::none: return;
      case MigrationMark::Kind::unread:
        if (!result_.unread) result_.unread = UnreadFile{std::string(mark.unread), {token.begin, token.end}};
        return;
      case MigrationMark::Kind::no_transaction:
        // goose writes it once, above both parts.
        if (part_ == MigrationPart::up) result_.up_transactional = false;
        if (part_ == MigrationPart::down || !has_parts_) result_.down_transactional = false;
        break;
      case MigrationMark::Kind::up:
      case MigrationMark::Kind::down:
      case MigrationMark::Kind::separator: break;
    }
    leave_out(line_at(token.begin));
    if (mark.kind == MigrationMark::Kind::no_transaction) return;
    if (is_open_) result_.pieces.back().ends_statement_of = part_;
    is_open_ = false;
    copy_ = CopyWatch(text_);
    if (mark.kind != MigrationMark::Kind::separator) begin_part(mark);
  }
  void begin_part(const MigrationMark& mark) {
    has_parts_ = true;
    part_ = mark.kind == MigrationMark::Kind::up ? MigrationPart::up : MigrationPart::down;
    if (mark.outside_transaction)
      (part_ == MigrationPart::up ? result_.up_transactional : result_.down_transactional) = false;
  }

  std::uint32_t psql_command(const Token& token) {
    const TextRange line = line_at(token.begin);
    const bool idle = is_idle_psql_command(psql_command_name(lexical::slice(text_, {token.begin, line.end})));
    if (!idle) result_.psql_commands.push_back({token.begin, line.end});
    leave_out(line);
    return line.end;
  }

  /// Gives where to go on.
  std::uint32_t statement_token(const Token& token) {
    is_open_ = slice(token) != ";";
    const auto data = copy_.token(token);
    if (!data) return token.end;
    close_piece(data->begin);
    close_piece(data->end, true);
    return data->end;
  }

  std::string_view text_;
  MigrationPart part_;
  MigrationText result_{};
  CopyWatch copy_{text_};
  std::uint32_t begin_ = 0;  ///< of the piece that is not closed yet
  bool has_parts_ = false;
  bool is_open_ = false;  ///< a statement has begun
};

}  // namespace

MigrationText read_migration(std::string_view path, std::string_view text) {
  MigrationText result = MigrationReader(path, text).read();
  const MigrationName::Kind kind = migration_name(path).kind;
  if (kind == MigrationName::Kind::undo) result.unread = UnreadFile{"an undo migration of Flyway", {}};
  return result;
}

std::string blanked_part(std::string_view text, const MigrationText& migration, MigrationPart part) {
  std::string result(text);
  for (const MigrationPiece& piece : migration.pieces) {
    if (piece.part == part && !piece.is_copy_data) continue;
    for (std::uint32_t i = piece.range.begin; i < piece.range.end; ++i) {
      if (result[i] != '\n' && result[i] != '\r') result[i] = ' ';
    }
    if (piece.ends_statement_of == part) result[piece.range.begin] = ';';
  }
  return result;
}

std::string extracted_part(std::string_view text, const MigrationText& migration, MigrationPart part) {
  std::string result;
  for (const MigrationPiece& piece : migration.pieces) {
    if (piece.part == part) result += slice(text, piece.range);
    if (piece.ends_statement_of == part) result += ";\n";
  }
  return result;
}

}  // namespace pgscribe::lexical
