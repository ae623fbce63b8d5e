#include "sql/statement_options.hpp"

#include <doctest/doctest.h>

#include <string>

#include "sql/parse.hpp"

// Options, parameters and privileges that only some releases of PostgreSQL know.

namespace pgscribe::sql {
namespace {

struct OptionCase {
  int since;
  const char* sql;
  const char* message;
};

constexpr OptionCase kOptions[] = {
    {15, "CREATE VIEW v WITH (security_invoker) AS SELECT 1", "[22023] unrecognized parameter \"security_invoker\""},
    {15, "GRANT SET ON TABLE t TO r", "[42601] unrecognized privilege type \"set\""},
    {15, "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p WITH (two_phase)",
     "[42601] unrecognized subscription parameter: \"two_phase\""},
    {16, "EXPLAIN (GENERIC_PLAN) SELECT 1", "[42601] unrecognized EXPLAIN option \"generic_plan\""},
    {16, "COPY t FROM STDIN (DEFAULT 'x')", "[42601] option \"default\" not recognized"},
    {16, "VACUUM (SKIP_DATABASE_STATS) t", "[42601] unrecognized VACUUM option \"skip_database_stats\""},
    {16, "ANALYZE (BUFFER_USAGE_LIMIT '1MB') t", "[42601] unrecognized ANALYZE option \"buffer_usage_limit\""},
    {17, "EXPLAIN (ANALYZE, SERIALIZE) SELECT 1", "[42601] unrecognized EXPLAIN option \"serialize\""},
    {17, "COPY t FROM STDIN (ON_ERROR ignore)", "[42601] option \"on_error\" not recognized"},
    {17, "GRANT MAINTAIN ON t TO r", "[42601] unrecognized privilege type \"maintain\""},
    {17, "SET transaction_timeout = 0", "[42704] unrecognized configuration parameter \"transaction_timeout\""},
    {18, "COPY t FROM STDIN (ON_ERROR ignore, REJECT_LIMIT 10)", "[42601] option \"reject_limit\" not recognized"},
    {18, "ALTER PUBLICATION p SET (publish_generated_columns = stored)",
     "[42601] unrecognized publication parameter: \"publish_generated_columns\""},
};

std::string said_by(const std::string& sql, int server_version) {
  const support::SourceFile file("test.sql", sql);
  support::Diagnostics diagnostics;
  static_cast<void>(parse_file(file, diagnostics, server_version));
  std::string text;
  for (const support::Diagnostic& said : diagnostics.all()) text += "[" + said.code + "] " + said.message;
  return text;
}

}  // namespace

TEST_CASE("an option is refused below its release, in the server's words") {
  for (const OptionCase& row : kOptions) {
    CAPTURE(std::string{row.sql});
    CHECK(said_by(row.sql, row.since - 1) == row.message);
    CHECK(said_by(row.sql, row.since).empty());
  }
}

TEST_CASE("what no release knows is refused by each") {
  for (int version = support::kOldestServerVersion; version <= support::kNewestServerVersion; ++version) {
    CHECK(said_by("REINDEX (zork) TABLE t", version) == "[42601] unrecognized REINDEX option \"zork\"");
    CHECK(said_by("CLUSTER (zork) t", version) == "[42601] unrecognized CLUSTER option \"zork\"");
    CHECK(said_by("SET zork.x = 1", version).empty());  // anybody's
  }
  CHECK(refused_option(OptionOwner::role_grant, "zork", 18)->text == "unrecognized role option \"zork\"");
}

TEST_CASE("settings go, too") {
  CHECK(said_by("SET vacuum_defer_cleanup_age = 1", 15).empty());
  CHECK(said_by("SET vacuum_defer_cleanup_age = 1", 16) ==
        "[42704] unrecognized configuration parameter \"vacuum_defer_cleanup_age\"");
}

}  // namespace pgscribe::sql
