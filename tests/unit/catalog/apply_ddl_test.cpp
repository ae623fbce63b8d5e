#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "fold.hpp"
#include "sql/grammar_version.hpp"
#include "support/server_version.hpp"

// ddl/<topic>.sql folded: what was said, and the catalog it leaves, is in <topic>.txt (UPDATE_GOLDEN=1 rewrites it).
// ddl_14 and ddl_18 have those of other releases. The live test holds the same files against a server.

namespace {

using namespace pgscribe::catalog;
using namespace pgscribe::catalog::testing;
namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<fs::path> topics(const std::string& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(fs::path(PGSCRIBE_TESTS_DIR) / "unit/catalog" / folder)) {
    if (entry.path().extension() == ".sql") paths.push_back(entry.path());
  }
  return paths;
}

void check_topics(const std::string& folder, int server_version) {
  for (const fs::path& path : topics(folder)) {
    CAPTURE(path.filename().string());
    const Folded folded = fold(read(path), server_version);
    const std::string actual = folded.messages() + "\n" + dump(folded.catalog);
    const fs::path expected = fs::path(path).replace_extension(".txt");
    if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(expected, std::ios::binary) << actual;
    CHECK(actual == read(expected));
  }
}

TEST_CASE("files of DDL fold to the expected catalog and messages") {
  REQUIRE(topics("ddl").size() >= 13);
  check_topics("ddl", pgscribe::support::kDefaultServerVersion);
}

TEST_CASE("so do those of PostgreSQL 14") {
  REQUIRE(!topics("ddl_14").empty());
  check_topics("ddl_14", 14);
}

TEST_CASE("so do those of PostgreSQL 18, where its grammar is read") {
  REQUIRE(topics("ddl_18").size() >= 5);
  if (pgscribe::sql::grammar_version() < 18) {
    MESSAGE("left out: the grammar is that of PostgreSQL " << pgscribe::sql::grammar_version());
    return;
  }
  check_topics("ddl_18", 18);
}

TEST_CASE("a statement that fails leaves the catalog as it was") {
  Folded folded =
      fold("create table t (a int primary key); create type e as enum ('x'); create view v as select a from t;");
  const std::string before = dump(folded.catalog);
  for (const char* statement : {
           "alter table t add column b int, add column b text",
           "create table u (id serial primary key, a int references t, b int references nowhere)",
           "create schema s create table x (a int) create table x (a int)",
           "drop table t",
           "create type r as range (subtype = int4, multirange_type_name = e)",
           "alter table t rename column a to ctid",
       }) {
    CAPTURE(std::string{statement});
    const std::size_t errors = folded.diagnostics.error_count();
    fold_into(folded, statement);
    CHECK(folded.diagnostics.error_count() == errors + 1);
    CHECK(dump(folded.catalog) == before);
  }
}

TEST_CASE("an unknown type costs one message, not one for each use of the table") {
  const Folded folded = fold(
      "create table t (id int primary key, mood mooood); create index on t (mood); create view v as select mood from t;"
      "alter table t add check (mood is not null); comment on column t.mood is 'x';");
  CHECK(folded.messages() == "42704 at \"mooood\": type \"mooood\" does not exist\n");
  CHECK(folded.catalog.find_relation("", "t")->find_column("mood")->type == kErrorType);
}

TEST_CASE("a view whose query is wrong stays, poisoned, and says nothing more") {
  Folded folded;
  const auto refuse = [](const Catalog&, const pgscribe::sql::Statement& statement, ExpressionPlace,
                         const pgscribe::support::SourceFile& file,
                         pgscribe::support::Diagnostics& diagnostics) -> std::optional<QueryShape> {
    diagnostics.add(file, statement.span,
                    {pgscribe::support::Severity::error, "42703", "column \"x\" does not exist", {}, {}});
    return std::nullopt;
  };
  const pgscribe::support::SourceFile& file = folded.files.emplace_back(
      "v.sql",
      "create view v as select x; comment on column v.x is 'y'; alter view v rename column x to z; drop view v;");
  for (const auto& statement : pgscribe::sql::parse_migration(file, folded.diagnostics)) {
    apply_ddl(folded.catalog, statement, file, refuse, folded.diagnostics);
    if (folded.diagnostics.error_count() == 1 && folded.catalog.find_relation("", "v") != nullptr) {
      CHECK(folded.catalog.find_relation("", "v")->is_poisoned);
    }
  }
  CHECK(folded.diagnostics.error_count() == 1);
  CHECK(folded.catalog.find_relation("", "v") == nullptr);
}

TEST_CASE("what cannot be seen is a warning at its place; seed data and utilities are nothing") {
  const Folded folded = fold(
      "do $$ begin execute format('create table %I (a int)', current_user); end $$;\n"
      "prepare p as select 1;\n"
      "create table made as execute p;\n"
      "create table s (a int); insert into s values (1); update s set a = 2; delete from s; grant select on s to "
      "public; vacuum s;");
  REQUIRE(folded.diagnostics.all().size() == 2);
  CHECK(folded.diagnostics.all()[0].code == "not-seen");
  CHECK(folded.diagnostics.all()[0].severity == pgscribe::support::Severity::warning);
  CHECK(folded.diagnostics.all()[1].code == "not-seen");
  CHECK(folded.files[0].slice(folded.diagnostics.all()[1].span) == "made");
}

TEST_CASE("a view that reads a column stands in the way of its change") {
  Folded folded = fold("create table t (a int, b int, c int); create view v as select a, b from t;");
  fold_into(folded,
            "alter table t drop column c; alter table t drop column a; alter table t alter column b type text;");
  CHECK(folded.messages() ==
        "2BP01 at \"a\": cannot drop column a of table t because other objects depend on it\n"
        "  detail: view v depends on column a of table t\n"
        "  hint: Use DROP ... CASCADE to drop the dependent objects too.\n"
        "0A000 at \"b\": cannot alter type of a column used by a view or rule\n"
        "  detail: rule _RETURN on view v depends on column \"b\"\n");
  fold_into(folded, "alter table t drop column a cascade;");
  CHECK(folded.catalog.find_relation("", "v") == nullptr);
}

TEST_CASE("copies of a catalog are independent") {
  Folded folded = fold("create table t (a int);");
  Catalog copy = folded.catalog;
  fold_into(folded, "alter table t add column b int; create table u (x int); create domain d as int;");
  CHECK(copy.find_relation("", "t")->columns.size() == 1);
  CHECK(copy.find_relation("", "u") == nullptr);
  CHECK(folded.catalog.find_relation("", "t")->columns.size() == 2);
}

}  // namespace
