#include "lexical/migration.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace pgscribe::lexical {
namespace {

/// `up | down`, with what runs outside a transaction in brackets and newlines as `/`.
std::string parts(std::string_view text, std::string_view path = "1_a.sql") {
  const MigrationText migration = read_migration(path, text);
  if (migration.unread) return std::string(migration.unread->what);
  std::string up = extracted_part(text, migration, MigrationPart::up);
  std::string down = extracted_part(text, migration, MigrationPart::down);
  if (!migration.up_transactional) up = "[" + up + "]";
  if (!migration.down_transactional) down = "[" + down + "]";
  std::string result = up + " | " + down;
  std::replace(result.begin(), result.end(), '\n', '/');
  return result;
}

}  // namespace

TEST_CASE("the parts of every tool's files") {
  CHECK(parts("-- +goose Up\na;\n-- +goose Down\nb;\n") == "a;/ | b;/");
  CHECK(parts("-- +migrate Up\na;\n-- +migrate Down\nb;\n") == "a;/ | b;/");
  CHECK(parts("-- migrate:up\na;\n-- migrate:down\nb;\n") == "a;/ | b;/");
  CHECK(parts("a;\n---- create above / drop below ----\nb;\n") == "a;/ | b;/");
  CHECK(parts("-- Up Migration\na;\n-- Down Migration\nb;\n") == "a;/ | b;/");
  CHECK(parts("a;\n", "1_a.up.sql") == "a;/ | ");
  CHECK(parts("b;\n", "1_a.down.sql") == " | b;/");
  CHECK(parts("a;\n", "V1__a.sql") == "a;/ | ");
}

TEST_CASE("what runs outside a transaction") {
  CHECK(parts("-- +goose NO TRANSACTION\n-- +goose Up\na;\n-- +goose Down\nb;\n") == "[a;/] | [b;/]");
  CHECK(parts("-- +migrate Up notransaction\na;\n-- +migrate Down\nb;\n") == "[a;/] | b;/");
  CHECK(parts("-- migrate:up\na;\n-- migrate:down transaction:false\nb;\n") == "a;/ | [b;/]");
  CHECK(parts("---- tern: disable-tx ----\na;\n---- create above / drop below ----\nb;\n") == "[a;/] | [b;/]");
  CHECK(parts("-- no-transaction\na;\n") == "[a;/] | []");
  CHECK(parts("-- atlas:txmode none\na;\n") == "[a;/] | []");
  CHECK(parts("-- no-transaction here\na;\n") == "-- no-transaction here/a;/ | ");
}

TEST_CASE("a mark ends a statement") {
  CHECK(parts("-- +goose Up\n-- +goose StatementBegin\na\n-- +goose StatementEnd\nb;\n") == "a/;/b;/ | ");
  CHECK(parts("-- migrate:up\na\n-- migrate:down\nb\n-- migrate:up\nc") == "a/;/c | b/;/");
}

TEST_CASE("what only psql reads is left out of both parts") {
  CHECK(parts("\xEF\xBB\xBF-- migrate:up\n\\restrict x'\na;\n-- migrate:down\n\\echo b\nc;\n") == "a;/ | c;/");
  const std::string text = "\\i other.sql\n\\echo x\n\\gexec";
  const MigrationText migration = read_migration("1.sql", text);
  REQUIRE(migration.psql_commands.size() == 2);
  CHECK(slice(text, migration.psql_commands[1]) == "\\gexec");
}

TEST_CASE("the data of COPY stay in what runs and are no SQL") {
  const std::string text = "COPY a FROM stdin;\n1\tit's\n\\.\nb;";
  const MigrationText migration = read_migration("1.sql", text);
  CHECK(extracted_part(text, migration, MigrationPart::up) == text);
  CHECK(blanked_part(text, migration, MigrationPart::up) == "COPY a FROM stdin;\n      \n  \nb;");
}

TEST_CASE("files that are not read") {
  CHECK(parts("--liquibase formatted sql\n\n--changeset me:1\na;") == "a file of Liquibase");
  CHECK(parts("a;\n--rollback b;") == "a;/--rollback b; | ");
  CHECK(parts("a;", "U1__a.sql") == "an undo migration of Flyway");
  CHECK(parts("a;", "db/U1.2__a.sql") == "an undo migration of Flyway");
  CHECK(parts("a;", "U1.sql") == "a; | ");
  CHECK(parts("-- +goose ENVSUB ON\n-- +goose Up\na;") == "a file with goose's ENVSUB");
  CHECK(parts("-- atlas:txtar\n-- migration.sql --\na;") == "a txtar archive of atlas");
  CHECK(parts("-- atlas:delimiter \\n\\n\na;") == "a file with atlas's delimiter");
  CHECK(parts("--- !Ups\na;\n--- !Downs\nb;") == "an evolution of Play");
  CHECK(parts("a;\n-- //@UNDO\nb;") == "a file of MyBatis Migrations");
  CHECK(parts("-- rambler up\na;\n-- rambler down\nb;") == "a file of rambler");
  CHECK(parts("-- +micrate Up\na;\n-- +micrate Down\nb;") == "a file of micrate");
}

}  // namespace pgscribe::lexical
