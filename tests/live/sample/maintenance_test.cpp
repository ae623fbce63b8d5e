#include "sample_test.hpp"

namespace sample {

TEST_CASE_FIXTURE(SampleTest, "Ping") { CHECK(db.ping() == 1); }

TEST_CASE_FIXTURE(SampleTest, "GetServerTime") {
  const auto now = one(db.get_server_time());
  const auto here = std::chrono::system_clock::now();
  CHECK(now.moment > here - std::chrono::hours{1});
  CHECK(now.moment < here + std::chrono::hours{1});
  CHECK(show(now.local_moment) == line(std::string{show(now.today) + " " + show(now.local_time)}));
}

TEST_CASE_FIXTURE(SampleTest, "AnalyzeMovies") { CHECK_NOTHROW(db.analyze_movies()); }

TEST_CASE_FIXTURE(SampleTest, "ListTables") {
  CHECK(table(db.list_tables(std::vector<std::string>{"qar"}), [](const auto& r) {
          return line(r.schema_name, r.table_name, r.column_count);
        }) == Lines{"qar|access_log|4", "qar|grants|4", "qar|holdings|14", "qar|vaults|4"});
}

TEST_CASE_FIXTURE(SampleTest, "ListRequiredColumns") {
  CHECK(table(db.list_required_columns({.schema = "shared", .table = "users"}), [](const auto& r) {
          return line(r.column_name, r.data_type);
        }) == Lines{"username|USER-DEFINED", "email|USER-DEFINED", "password_hash|text"});
}

TEST_CASE_FIXTURE(SampleTest, "ListCalendarWeeks") {
  const auto weeks = db.list_calendar_weeks(2025);
  REQUIRE(weeks.size() == 52);
  CHECK(line(weeks.front().week, weeks.front().days) == "1|[2024-12-30,2025-01-06)");
  CHECK(line(weeks.back().week, weeks.back().days) == "52|[2025-12-22,2025-12-29)");
  CHECK(db.list_calendar_weeks(2026).size() == 53);
}

TEST_CASE_FIXTURE(SampleTest, "TranslateKinds") {
  const auto show_kind = [](const auto& r) { return line(r.kind, r.label); };
  CHECK(table(db.translate_kinds(false), show_kind) == Lines{"movie|Films", "series|Series"});
  CHECK(table(db.translate_kinds(true), show_kind) == Lines{"movie|Films", "series|Series", "music|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "ListConstants") {
  CHECK(table(db.list_constants(), [](const auto& r) { return line(r.column1, r.column2, r.column3); }) ==
        Lines{"1|one|t", "2|two|NULL"});
}

}  // namespace sample
