#include "pgscribe/migrator.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "../../unit/catalog/fold.hpp"
#include "lexical/migration_name.hpp"
#include "objects.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/testing.hpp"

// Every tool's files, read by the generator and run by the migrator: the same objects come of both.

namespace {

using namespace pgscribe::catalog::testing;

/// What one migration does, and how it is undone.
struct Change {
  std::string up;
  std::string down;
};

/// Changes that build on each other, by chance.
class Changes {
 public:
  explicit Changes(unsigned seed) : random_(seed) {}

  Change next() {
    if (tables_.empty() || chance(3)) return create_table();
    const std::string table = tables_[random_() % tables_.size()];
    const std::string name = "x" + std::to_string(++count_);
    switch (random_() % 5) {
      case 0:
        return {"ALTER TABLE " + table + " ADD COLUMN " + name + " text NOT NULL DEFAULT 'it''s; -- a'",
                "ALTER TABLE " + table + " DROP COLUMN " + name};
      case 1: return {"CREATE INDEX " + name + " ON " + table + " (id, n)", "DROP INDEX " + name};
      case 2: return {"CREATE TYPE " + name + " AS ENUM ('a;b', '\\.')", "DROP TYPE " + name};
      case 3:
        return {"CREATE FUNCTION " + name +
                    "() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  -- +goose Downs\n"
                    "  RETURN 1;\nEND $$",
                "DROP FUNCTION " + name};
      default: return {"CREATE VIEW " + name + " AS SELECT id FROM " + table, "DROP VIEW " + name};
    }
  }
  bool chance(unsigned one_in) { return random_() % one_in == 0; }

 private:
  Change create_table() {
    tables_.push_back("t" + std::to_string(++count_));
    const std::string& table = tables_.back();
    return {"CREATE TABLE " + table + " (id bigint PRIMARY KEY, n int)", "DROP TABLE " + table};
  }

  std::mt19937 random_;
  std::vector<std::string> tables_;
  int count_ = 0;
};

using Files = std::vector<std::pair<std::string, std::string>>;

/// Writes a migration of one tool.
struct Tool {
  const char* name;
  void (*write)(Files& files, const std::string& number, const Change& change);
  bool goes_down = true;
};

const Tool kTools[] = {
    {"golang-migrate",
     [](Files& files, const std::string& number, const Change& change) {
       files.emplace_back(number + "_a.up.sql", change.up + ";\n");
       files.emplace_back(number + "_a.down.sql", change.down + ";\n");
     }},
    {"sqlx, with Windows's line ends and byte order marks",
     [](Files& files, const std::string& number, const Change& change) {
       files.emplace_back(number + "_a.up.sql", "\xEF\xBB\xBF-- no-transaction\r\n" + change.up + ";\r\n");
       files.emplace_back(number + "_a.down.sql", "\xEF\xBB\xBF" + change.down + ";\r\n");
     }},
    {"goose",
     [](Files& files, const std::string& number, const Change& change) {
       files.emplace_back(number + "_a.sql", "-- +goose Up\n-- +goose StatementBegin\n" + change.up +
                                                 "\n-- +goose StatementEnd\n-- +goose Down\n" + change.down + ";\n");
     }},
    {"sql-migrate",
     [](Files& files, const std::string& number, const Change& change) {
       files.emplace_back(number + "_a.sql",
                          "-- +migrate Up notransaction\n" + change.up + "\n-- +migrate Down\n" + change.down + "\n");
     }},
    {"dbmate",
     [](Files& files, const std::string& number, const Change& change) {
       files.emplace_back(number + "_a.sql", "-- migrate:up transaction:false\n" + change.up + ";\n-- migrate:down\n" +
                                                 change.down + ";\n");
     }},
    {"tern",
     [](Files& files, const std::string& number, const Change& change) {
       files.emplace_back(number + "_a.sql",
                          change.up + ";\n---- create above / drop below ----\n" + change.down + ";\n");
     }},
    {"node-pg-migrate",
     [](Files& files, const std::string& number, const Change& change) {
       files.emplace_back(number + "_a.sql",
                          "-- Up Migration\n" + change.up + ";\n-- Down Migration\n" + change.down + ";\n");
     }},
    {"Flyway",
     [](Files& files, const std::string& number, const Change& change) {
       files.emplace_back("V" + number + "__a.sql", change.up + ";\n");
     },
     false},
    {"dumps of pg_dump",
     [](Files& files, const std::string& number, const Change& change) {
       files.emplace_back(number + ".sql",
                          "\\restrict Ab'1\nSELECT pg_catalog.set_config('search_path', '', false);\n"
                          "SET search_path = public;\n" +
                              change.up + ";\nCREATE TABLE public.copied" + number +
                              " (a int, b text);\nCOPY public.copied" + number +
                              " (a, b) FROM stdin;\n1\tit's; $$\n2\t\\N\n\\.\n\n"
                              "SELECT pg_catalog.set_config('search_path', '', false);\n\\unrestrict Ab'1\n");
     },
     false},
    {"scripts with a transaction of their own",
     [](Files& files, const std::string& number, const Change& change) {
       files.emplace_back(number + ".sql", "BEGIN;\n" + change.up + ";\nCOMMIT;\nSET search_path = other, public;\n");
     },
     false},
};

void fold_files(Folded& folded, Files files) {
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return pgscribe::lexical::migration_less(a.first, b.first); });
  for (const auto& [name, text] : files) {
    if (pgscribe::lexical::migration_name(name).kind != pgscribe::lexical::MigrationName::Kind::down)
      fold_into(folded, text, name);
  }
  fold_into(folded, "SET search_path = public;");
}

std::set<std::string> without_bookkeeping(std::set<std::string> objects) {
  std::erase_if(objects, [](const std::string& object) { return object.find("schema_migrations") != object.npos; });
  return objects;
}

std::vector<pgscribe::Migration> parsed(const Files& files) {
  std::vector<pgscribe::MigrationFile> in_memory;
  for (const auto& [name, text] : files) in_memory.push_back({name, text});
  return pgscribe::parse_migrations(in_memory);
}

TEST_CASE("what the generator folds is what the migrator leaves, for every tool's files") {
  const pgscribe::testing::TemporaryServer temporary;
  for (const Tool& tool : kTools) {
    for (unsigned seed = 1; seed <= 3; ++seed) {
      CAPTURE(std::string{tool.name});
      CAPTURE(seed);
      Changes changes(seed);
      Files files;
      // Two digits, so that the order by name is not the order by number.
      for (int number = 6; number <= 13; ++number) tool.write(files, std::to_string(number), changes.next());
      const pgscribe::testing::TemporaryDatabase database(temporary, "template0");
      pgscribe::Pool pool{database.conninfo()};
      Server server(database.conninfo());
      Folded folded;
      folded.catalog = pgscribe::catalog::catalog_of(server.major());
      fold_files(folded, files);
      CHECK(folded.messages() == "");

      pgscribe::Migrator migrator{pool, parsed(files)};
      CHECK(migrator.up() == 8);
      server.try_run("SET search_path = public");
      CHECK(difference(without_bookkeeping(objects_of(server)), objects_of(folded.catalog)) == "");
      if (!tool.goes_down) continue;
      CHECK(migrator.down(8) == 8);
      CHECK(without_bookkeeping(objects_of(server)).empty());
    }
  }
}

}  // namespace
