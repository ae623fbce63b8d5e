#include "sql/migration.hpp"

#include "lexical/migration.hpp"
#include "lexical/psql_command.hpp"
#include "sql/messages.hpp"
#include "sql/parse.hpp"
#include "sql/source_text.hpp"

namespace pgscribe::sql {
namespace {

void warn_of_psql_commands(const lexical::MigrationText& migration, const support::SourceFile& file,
                           support::Diagnostics& diagnostics) {
  for (const lexical::TextRange line : migration.psql_commands) {
    const std::string name(lexical::psql_command_name(file.slice({line.begin, line.end})));
    const auto end = line.begin + static_cast<std::uint32_t>(name.size()) + 1;
    diagnostics.add(file, {line.begin, end}, msg::PsqlCommandNotSeen(name));
  }
}

}  // namespace

std::string migration_text(std::string_view path, std::string_view text) {
  return lexical::blanked_part(text, lexical::read_migration(path, text), lexical::MigrationPart::up);
}

std::vector<Statement> parse_migration(const support::SourceFile& file, support::Diagnostics& diagnostics,
                                       int server_version) {
  const auto text = source_text(file, diagnostics);
  if (!text) return {};
  const lexical::MigrationText migration = lexical::read_migration(file.path(), *text);
  if (migration.unread) {
    const lexical::TextRange place = migration.unread->place;
    diagnostics.add(file, {place.begin, place.end}, msg::MigrationNotRead(migration.unread->what));
    return {};
  }
  warn_of_psql_commands(migration, file, diagnostics);
  return parse_statements(lexical::blanked_part(*text, migration, lexical::MigrationPart::up), file, diagnostics,
                          server_version);
}

}  // namespace pgscribe::sql
