#include "sql/migration.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "sql/ast_dump.hpp"

namespace pgscribe::sql {
namespace {

/// Names of the tables that a schema file creates, or that it has errors.
std::string tables(const std::string& text) {
  const support::SourceFile file("001_x.sql", text);
  support::Diagnostics diagnostics;
  std::string result;
  for (const Statement& statement : parse_migration(file, diagnostics)) {
    if (!result.empty()) result += ' ';
    if (const auto* table = std::get_if<CreateTable>(&statement.node)) {
      result += table->relation.name.joined();
      CHECK(file.slice(table->relation.name.span) == table->relation.name.joined());
    } else {
      result += dump(statement);
    }
  }
  for (const support::Diagnostic& d : diagnostics.all()) result += " [" + d.code + "] " + d.message;
  return result;
}

}  // namespace

TEST_CASE("goose") {
  CHECK(tables("-- +goose Up\nCREATE TABLE a ();\n-- +goose Down\nDROP TABLE a;\n") == "a");
  CHECK(tables("-- +goose up\nCREATE TABLE a ();\n--  +GOOSE  DOWN \nDROP TABLE a") == "a");
  CHECK(tables("-- +goose Down\nDROP TABLE a;\n-- +goose Up\nCREATE TABLE a ();\n") == "a");
  CHECK(tables("-- +goose Up\n-- +goose StatementBegin\nCREATE TABLE a ()\n-- +goose StatementEnd\nCREATE TABLE b ();\n"
               "-- +goose Down\n-- +goose StatementBegin\nDROP TABLE a;\n-- +goose StatementEnd\n") == "a b");
  CHECK(tables("-- +goose NO TRANSACTION\n-- +goose Up\nCREATE TABLE a ();\n-- +goose Downtown\nCREATE TABLE b ();") ==
        "a b");
}

TEST_CASE("sql-migrate") {
  CHECK(tables("-- +migrate Up\nCREATE TABLE a ();\n-- +migrate Down\nDROP TABLE a;\n") == "a");
  CHECK(tables("-- +migrate Up notransaction\nCREATE TABLE a ();\n-- +migrate StatementBegin\nCREATE TABLE b ();\n"
               "-- +migrate StatementEnd\n-- +migrate Down\nDROP TABLE a;\n") == "a b");
}

TEST_CASE("dbmate") {
  CHECK(tables("-- migrate:up\nCREATE TABLE a ();\n\n-- migrate:down\nDROP TABLE a;\n") == "a");
  CHECK(tables("-- migrate:up transaction:false\nCREATE TABLE a ()\n-- migrate:down\nDROP TABLE a;\n") == "a");
  CHECK(tables("-- migrate:down\nDROP TABLE a;\n-- migrate:up\nCREATE TABLE a ();\n") == "a");
}

TEST_CASE("tern") {
  CHECK(tables("CREATE TABLE a ();\n---- create above / drop below ----\nDROP TABLE a;\n") == "a");
  CHECK(tables("CREATE TABLE a ()\n---- create above / drop below ----\nDROP TABLE a;\n") == "a");
}

TEST_CASE("golang-migrate, atlas and plain files are read as they are") {
  CHECK(tables("-- atlas:txmode none\nCREATE TABLE a (); -- down\nCREATE TABLE b ();") == "a b");
}

TEST_CASE("a marker counts in a comment that starts a line, and nowhere else") {
  CHECK(tables("CREATE TABLE a (); -- +goose Down\nCREATE TABLE b ();") == "a b");
  CHECK(tables("CREATE TABLE a (b text DEFAULT '\n-- +goose Down\n');CREATE TABLE c ();") == "a c");
  CHECK(tables("DO $$\n-- +goose Down\n$$; CREATE TABLE c ();") ==
        "Do{language='plpgsql' body='\n-- +goose Down\n'} c");
  CHECK(tables("/*\n-- +goose Down\n*/ CREATE TABLE c ();") == "c");
}

TEST_CASE("quotes in what is left out do no harm") {
  CHECK(tables("CREATE TABLE a ();\n-- +goose Down\n-- don't\nDROP TABLE a;\n-- +goose Up\nCREATE TABLE b ();") ==
        "a b");
}

TEST_CASE("pg_dump's meta-commands are left out") {
  CHECK(tables("--\n-- PostgreSQL database dump\n--\n\n\\restrict Ab1'\n\nCREATE TABLE a ();\n\\connect db\nCREATE "
               "TABLE b ();\n\n\\unrestrict Ab1'\n") == "a b");
  CHECK(tables("CREATE TABLE a ();\r\n\\connect db\r\nCREATE TABLE b ();\r\n") == "a b");
  CHECK(tables("CREATE TABLE a (b text DEFAULT '\n\\x');") == "a");
  CHECK(tables("SELECT 1 \\g") == " [42601] syntax error at or near \"\\\"");
}

TEST_CASE("COPY data are left out") {
  CHECK(tables("COPY s.t (a, b) FROM stdin;\n1\tit's\n2\t\"x;\n\\N\t$$\n\\.\n\nCREATE TABLE a ();") ==
        "Wrapped{copy;} a");
  CHECK(tables("COPY t FROM STDIN WITH (FORMAT csv);\n1,2\n\\.\nCREATE TABLE a ();") == "Wrapped{copy;} a");
  CHECK(tables("COPY t FROM stdin;\n\\.\nCREATE TABLE a ();") == "Wrapped{copy;} a");
  CHECK(tables("COPY t FROM stdin;\r\n1\r\n\\.\r\nCREATE TABLE a ();") == "Wrapped{copy;} a");
  CHECK(tables("COPY t FROM stdin;\nCREATE TABLE a ();") == "Wrapped{copy;} a");
  CHECK(tables("COPY t TO stdout;\nCREATE TABLE a ();\n\\.\n") == "Wrapped{copy;} a");
}

TEST_CASE("every byte stays where it was") {
  const std::string text = "a;\n-- +goose Down\nb 'x';\n\\c d\n-- +goose Up\n\\restrict x\ne;";
  const std::string result = migration_text("1.sql", text);
  REQUIRE(result.size() == text.size());
  CHECK(std::count(result.begin(), result.end(), '\n') == std::count(text.begin(), text.end(), '\n'));
  CHECK(result.find("e;") == text.find("e;"));
  CHECK(result.find('b') == std::string::npos);
}

TEST_CASE("bad files give nothing but their diagnostic") {
  CHECK(tables("CREATE TABLE a ();\xFF") == " [22021] invalid byte sequence for encoding \"UTF8\": 0xff");
}

TEST_CASE("files of tools that are not read are refused by name") {
  CHECK(tables("--liquibase formatted sql\n--changeset a:1\nCREATE TABLE a ();") ==
        " [unread-migration] this is a file of Liquibase, which pgscribe does not read");
  const support::SourceFile undo("schema/U1__a.sql", "DROP TABLE a;");
  support::Diagnostics diagnostics;
  CHECK(parse_migration(undo, diagnostics).empty());
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all()[0].message == "this is an undo migration of Flyway, which pgscribe does not read");
}

TEST_CASE("a meta-command of psql that would do something is told") {
  CHECK(tables("CREATE TABLE a ();\n\\ir b.sql\nCREATE TABLE c ();\n\\echo done\n") ==
        "a c [not-seen] what psql does at \"\\ir\" is not seen");
}

}  // namespace pgscribe::sql
