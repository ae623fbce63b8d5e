#include <libpq-fe.h>

#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

#include "pgscribe/testing.hpp"
#include "project.hpp"

// pgscribe doctor: a database with planted damage for every check, and one without.

namespace {

using namespace pgscribe::cli::testing;

/// Its autovacuum would mend what is planted.
const std::string& server() {
  static const pgscribe::testing::TemporaryServer kServer(
      {.settings = {"autovacuum=off", "max_prepared_transactions=2"}});
  static const std::string conninfo = kServer.conninfo();
  return conninfo;
}

using Connection = std::unique_ptr<PGconn, void (*)(PGconn*)>;

/// Without damage: a schema as it should be, with the rows and statistics that checks look at.
constexpr const char* kSchema = R"sql(
CREATE EXTENSION amcheck;
CREATE TABLE movies (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL COLLATE "C", year int, CHECK (year > 1800));
CREATE UNIQUE INDEX movies_title ON movies (title);
CREATE TABLE tags (id serial PRIMARY KEY, movie bigint NOT NULL REFERENCES movies, label text);
CREATE INDEX tags_movie ON tags (movie);
INSERT INTO movies (title, year) SELECT 'movie ' || i, 1900 + i % 100 FROM generate_series(1, 3000) i;
INSERT INTO tags (movie, label) SELECT i, 'tag ' || i % 7 FROM generate_series(1, 3000) i;
VACUUM ANALYZE
)sql";

std::vector<std::string> statements_of(const std::string& sql) {
  std::vector<std::string> statements;
  std::istringstream text(sql);
  for (std::string statement; std::getline(text, statement, ';');) statements.push_back(statement);
  return statements;
}

class Patient : public Project {
 public:
  Patient() : database_(server(), "template1") { treat(kSchema); }

  /// Runs statement by statement, as VACUUM and CONCURRENTLY need; returns the messages of those that fail.
  std::string treat(const std::string& sql) const {
    const Connection connection(PQconnectdb(database_.conninfo().c_str()), PQfinish);
    std::string errors;
    for (const std::string& statement : statements_of(sql)) {
      PGresult* result = PQexec(connection.get(), statement.c_str());
      errors += PQresultErrorMessage(result);
      PQclear(result);
    }
    return errors;
  }

  [[nodiscard]] Run examine(const std::string& options = "") const {
    return run("doctor --against '" + database_.conninfo() + "' " + options);
  }

  [[nodiscard]] const std::string& conninfo() const { return database_.conninfo(); }

 private:
  pgscribe::testing::TemporaryDatabase database_;
};

std::set<std::string> codes_of(const std::string& text) {
  static const std::regex kCode("\\[([a-z-]+)\\]\n");
  std::set<std::string> codes;
  for (std::sregex_iterator match(text.begin(), text.end(), kCode), end; match != end; ++match)
    codes.insert((*match)[1].str());
  return codes;
}

/// What the hints say to run.
std::string hints_of(const std::string& text) {
  static const std::regex kHint("\n  hint: ([^\n]*)");
  std::string sql;
  for (std::sregex_iterator match(text.begin(), text.end(), kHint), end; match != end; ++match)
    sql += (*match)[1].str();
  return sql;
}

/// Whether a line of the text has the pieces of the pattern in order; `*` stands between them.
bool has_line(const std::string& text, const std::string& pattern) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream pieces(pattern);
    std::size_t at = 0;
    for (std::string piece; at != std::string::npos && std::getline(pieces, piece, '*');) {
      at = line.find(piece, at);
      if (at != std::string::npos) at += piece.size();
    }
    if (at != std::string::npos) return true;
  }
  return false;
}

struct Damage {
  const char* code;
  const char* sql;
  const char* finding;  ///< a pattern of has_line
  bool is_mended_by_hint = true;
  const char* options = "";
};

const Damage kDamages[] = {
    {"damaged-relation",
     "CREATE FUNCTION place(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1';"
     "CREATE INDEX movies_place ON movies (place(id));"
     "CREATE OR REPLACE FUNCTION place(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT -$1'",
     "error: index public.movies_place: is damaged: heap tuple (0,1) from table \"movies\" lacks matching index tuple "
     "within index "
     "\"movies_place\""},
    {"damaged-relation",
     "CREATE TABLE old AS SELECT 1 AS a;"
     "UPDATE pg_class SET relfrozenxid = txid_current()::text::xid WHERE oid = 'old'::regclass",
     "error: table public.old: is damaged: xmin ", false},
    {"invalid-index",
     "CREATE UNIQUE INDEX CONCURRENTLY tags_label ON tags (label);"
     "DELETE FROM tags a USING tags b WHERE a.label = b.label AND a.id > b.id",
     "error: index public.tags_label: is invalid, so that no query uses it"},
    {"invalid-index",
     "CREATE UNIQUE INDEX tags_once ON tags (id, movie);"
     "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'tags_once'::regclass;"
     "ALTER INDEX tags_once RENAME TO tags_once_ccnew1",
     "hint: DROP INDEX CONCURRENTLY public.tags_once_ccnew1;"},
    {"invalid-index",
     "CREATE TABLE parts (id int) PARTITION BY LIST (id);"
     "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);"
     "CREATE INDEX parts_id ON ONLY parts (id)",
     "error: index public.parts_id: is invalid, since a partition of public.parts has no index that is attached to it",
     false},
    {"unvalidated-constraint", "ALTER TABLE tags ADD CONSTRAINT positive CHECK (id > 0) NOT VALID",
     "warning: table public.tags: constraint positive is not validated: rows from before it may break it"},
    {"unvalidated-constraint",
     "CREATE DOMAIN label AS text; ALTER DOMAIN label ADD CONSTRAINT \"Short\" CHECK (length(VALUE) < 9) NOT VALID",
     "warning: domain public.label: constraint \"Short\" is not validated"},
    {"collation-version",
     "CREATE UNIQUE INDEX movies_sorted ON movies (title COLLATE \"en-x-icu\");"
     "UPDATE pg_collation SET collversion = '1.2' WHERE collname = 'en-x-icu'",
     "error: collation \"en-x-icu\": made with version 1.2, and the library is *: indexes may be in the wrong order"},
    {"sequence-end", "SELECT setval('tags_id_seq', 1700000000)",
     "warning: sequence public.tags_id_seq: 79 % of what column public.tags.id (integer) can hold is used"},
    {"sequence-end", "SELECT setval('tags_id_seq', 2147483000)",
     "error: sequence public.tags_id_seq: 99 % of what column public.tags.id (integer) can hold is used"},
    {"sequence-end", "CREATE SEQUENCE down INCREMENT -1 MINVALUE -100; SELECT setval('down', -95)",
     "error: sequence public.down: 94 % of what it can hold is used"},
    {"outgrowing-sequence", "CREATE SEQUENCE wide; CREATE TABLE narrow (id smallint DEFAULT nextval('wide'))",
     "note: sequence public.wide: goes on to 9223372036854775807, and column public.narrow.id (smallint) ends before"},
    {"id-wraparound", "UPDATE pg_class SET relfrozenxid = '3147483648' WHERE oid = 'tags'::regclass",
     "warning: table public.tags: its oldest transaction id is 11474* old, 53 % of the way to where the server takes "
     "no more writes",
     false},
    {"id-wraparound", "UPDATE pg_class SET relminmxid = '2594967296' WHERE oid = 'tags'::regclass",
     "error: table public.tags: its oldest multixact id is 170000000* old, 79 % of the way to where the server takes "
     "no more writes",
     false},
    {"id-wraparound", "UPDATE pg_database SET datfrozenxid = '3147483648' WHERE datname = current_database()",
     "warning: database *: its oldest transaction id is 11474* old, 53 % of the way"
     " to where the server takes no more writes",
     false},
    {"unindexed-foreign-key", "DROP INDEX tags_movie",
     "warning: table public.tags: no index serves foreign key tags_movie_fkey: each DELETE and UPDATE of public.movies "
     "reads public.tags whole"},
    {"unindexed-foreign-key", "DROP INDEX tags_movie; CREATE INDEX tags_movie ON tags (id, movie)",
     "hint: CREATE INDEX CONCURRENTLY ON public.tags (movie);"},
    {"unindexed-foreign-key",
     "CREATE TABLE parts (id int, movie bigint REFERENCES movies) PARTITION BY LIST (id);"
     "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);"
     "INSERT INTO parts SELECT 1, i FROM generate_series(1, 2000) i; ANALYZE parts_1",
     "hint: CREATE INDEX ON public.parts (movie);"},
    {"unused-index", "CREATE INDEX movies_year ON movies (year)",
     "note: index public.movies_year: no query has used its * for 0 days", true, "--threshold unused-index=0"},
    {"duplicate-index", "CREATE INDEX movies_title_2 ON movies (title)",
     "warning: index public.movies_title_2: public.movies_title is the same"},
    {"duplicate-index",
     "CREATE INDEX tags_some ON tags (lower(label)) WHERE id > 1; CREATE INDEX tags_same ON tags (lower(label)) WHERE "
     "id > 1",
     "warning: index public.tags_same: public.tags_some is the same"},
    {"table-bloat",
     "CREATE TABLE bloated AS SELECT i, repeat('x', 100) AS filling FROM generate_series(1, 120000) i;"
     "DELETE FROM bloated WHERE i % 10 <> 0; VACUUM ANALYZE bloated",
     "note: table public.bloated: about 1* MB of its 1* MB are empty"},
    {"index-bloat",
     "CREATE TABLE filled AS SELECT i FROM generate_series(1, 80000) i;"
     "CREATE UNIQUE INDEX filled_i ON filled (i) WITH (fillfactor = 10); ALTER INDEX filled_i RESET (fillfactor);"
     "VACUUM ANALYZE filled",
     "note: index public.filled_i: about 1* MB of its 1* MB are empty"},
    {"prepared-transaction", "BEGIN; CREATE TABLE later (id int); PREPARE TRANSACTION 'it''s left'",
     "error: prepared transaction 'it''s left': waits since 0 minutes, keeps its locks and holds vacuum back", true,
     "--threshold prepared-transaction=0"},
    {"idle-slot", "SELECT pg_create_physical_replication_slot('gone', true); CREATE TABLE written (id int)",
     "warning: replication slot gone: nobody reads it, and it keeps * of WAL", true, "--threshold idle-slot=0"},
    {"disabled-trigger",
     "CREATE TRIGGER same BEFORE UPDATE ON tags FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();"
     "ALTER TABLE tags DISABLE TRIGGER same",
     "warning: table public.tags: trigger same is disabled"},
    {"disabled-trigger", "ALTER TABLE tags DISABLE TRIGGER ALL",
     "error: table public.tags: foreign key tags_movie_fkey is not enforced, since its triggers are disabled"},
};

TEST_CASE("a healthy database has no finding") {
  const Patient patient;
  const Run run = patient.examine();
  CHECK(run.exit_code == 0);
  CHECK(run.err.empty());
  CHECK(contains(run.out, " checks, 0 findings\n"));
  CHECK(!contains(run.out, "amcheck"));
}

TEST_CASE("planted damage is found, nothing else is, and the hint's SQL mends it") {
  for (const Damage& damage : kDamages) {
    CAPTURE(std::string{damage.sql});
    const Patient patient;
    const std::string errors = patient.treat("SET allow_system_table_mods = on;" + std::string(damage.sql));
    CHECK_MESSAGE((errors.empty() || contains(errors, "could not create unique index")), errors);
    const Run found = patient.examine(damage.options);
    CHECK(codes_of(found.err) == std::set<std::string>{damage.code});
    CHECK_MESSAGE(has_line(found.err, damage.finding), found.err);
    CHECK(found.exit_code == (contains(found.err, "error: ") || contains(found.err, "warning: ") ? 1 : 0));
    if (!damage.is_mended_by_hint) continue;
    CHECK(patient.treat(hints_of(found.err)).empty());
    const Run after = patient.examine(damage.options);
    CHECK_MESSAGE(after.err.empty(), after.err);
  }
}

TEST_CASE("every check has damage that it finds") {
  std::set<std::string> planted;
  for (const Damage& damage : kDamages) planted.insert(damage.code);
  std::set<std::string> known;
#define DOCTOR_CHECK(finder, code, threshold, unit, finds) known.insert(code);
#include "cli/doctor/checks.def"
#undef DOCTOR_CHECK
  CHECK(planted == known);
}

TEST_CASE("a database whose own collation has changed") {
  const Patient patient;
  const Connection connection(PQconnectdb(patient.conninfo().c_str()), PQfinish);
  if (PQserverVersion(connection.get()) < 150000) return;  // there it has no version
  REQUIRE(patient.treat("CREATE DATABASE sorted TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en' ENCODING 'UTF8'")
              .empty());
  REQUIRE(patient.treat("UPDATE pg_database SET datcollversion = '1.2' WHERE datname = 'sorted'").empty());
  const std::string sorted = std::regex_replace(patient.conninfo(), std::regex("dbname=\\S+"), "dbname=sorted");
  const Run found = patient.run("doctor --against '" + sorted + "'");
  CHECK_MESSAGE(contains(found.err, "error: database sorted: made with version 1.2, and the library is "), found.err);
  CHECK(contains(found.err,
                 "hint: REINDEX DATABASE CONCURRENTLY sorted; ALTER DATABASE sorted REFRESH COLLATION VERSION;"));
  CHECK(patient.treat("ALTER DATABASE sorted REFRESH COLLATION VERSION").empty());
  CHECK(patient.run("doctor --against '" + sorted + "'").exit_code == 0);
  CHECK(patient.treat("DROP DATABASE sorted").empty());
}

TEST_CASE("--repair rebuilds invalid indexes, and changes nothing else") {
  const Patient patient;
  patient.treat("CREATE UNIQUE INDEX CONCURRENTLY tags_label ON tags (label)");
  patient.treat("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'tags_movie'::regclass");
  patient.treat("ALTER TABLE tags DISABLE TRIGGER ALL");
  const Run run = patient.examine("--repair");
  CHECK(run.exit_code == 1);
  CHECK(contains(run.out,
                 "REINDEX INDEX CONCURRENTLY public.tags_label;\nREINDEX INDEX CONCURRENTLY public.tags_movie;"));
  CHECK_MESSAGE(contains(run.err, "error: index public.tags_label: cannot be rebuilt: could not create unique index"),
                run.err);
  CHECK(contains(run.err, "hint: DROP INDEX CONCURRENTLY public.tags_label_ccnew;"));
  CHECK(codes_of(run.err) == std::set<std::string>{"repair-failed", "invalid-index", "disabled-trigger"});
  CHECK(!contains(run.err, "tags_movie:"));
}

TEST_CASE("without amcheck the doctor says what it did not look at") {
  const Patient patient;
  REQUIRE(patient.treat("DROP EXTENSION amcheck").empty());
  const Run run = patient.examine();
  CHECK(run.exit_code == 0);
  CHECK(contains(run.out, "tables and indexes were not read for damage: CREATE EXTENSION amcheck;\n"));
}

TEST_CASE("a role without privileges is told what could not be asked") {
  const Patient patient;
  REQUIRE(patient.treat("CREATE ROLE guest LOGIN").empty());
  const std::string guest = std::regex_replace(patient.conninfo(), std::regex("user=\\S+"), "user=guest");
  const Run run = patient.run("doctor --against '" + guest + "'");
  CHECK(run.exit_code == 1);
  CHECK(codes_of(run.err) == std::set<std::string>{"check-refused"});
  CHECK_MESSAGE(contains(run.err, "warning: check damaged-relation: the server refuses it: "), run.err);
  CHECK(patient.treat("DROP ROLE guest").empty());
}

TEST_CASE("findings for programs") {
  const Patient patient;
  patient.treat("ALTER TABLE tags DISABLE TRIGGER ALL");
  const Run json = patient.examine("--diagnostics json");
  CHECK_MESSAGE(
      contains(json.err, "{\"severity\":\"error\",\"code\":\"disabled-trigger\",\"message\":\"table public.tags: "),
      json.err);
  CHECK(contains(json.err, "\"hint\":\"ALTER TABLE public.tags ENABLE TRIGGER "));
  CHECK(contains(patient.examine("--diagnostics sarif").err, "\"ruleId\":\"disabled-trigger\",\"level\":\"error\""));
}

TEST_CASE("wrong calls of doctor") {
  const Project project;
  CHECK(project.run("doctor").exit_code == 2);
  CHECK(project.run("doctor --against 'host=/nowhere'").exit_code == 2);
  for (const char* threshold : {"bloat=1", "invalid-index=1", "table-bloat=much", "table-bloat=", "table-bloat"}) {
    CAPTURE(std::string{threshold});
    const Run refused = project.run("doctor --against x --threshold " + std::string(threshold));
    CHECK(refused.exit_code == 2);
    CHECK_MESSAGE(
        contains(refused.err,
                 "--threshold must be CODE=NUMBER with a whole number, and CODE one of these: sequence-end, "),
        refused.err);
  }
  CHECK(contains(project.run("doctor --help").out, "pgscribe doctor --against postgresql:///app"));
}

}  // namespace
