#include "sample_test.hpp"

namespace sample {

TEST_CASE_FIXTURE(SampleTest, "LogActivity") {
  const auto before =
      db.list_activity({.before_time = pgscribe::kInfinity<pgscribe::TimestampTz>, .before_id = 0, .page_size = 100})
          .size();
  db.log_activity({.user_id = std::nullopt,
                   .action = "test",
                   .subject = "s",
                   .details = json(R"({"a": 1})"),
                   .ip_address = inet("::1")});
  const auto lines =
      db.list_activity({.before_time = pgscribe::kInfinity<pgscribe::TimestampTz>, .before_id = 0, .page_size = 100});
  REQUIRE(lines.size() == before + 1);
  CHECK(line(lines[0].user_id, lines[0].action, lines[0].subject) == "NULL|test|s");
  CHECK(table(db.list_activity_details(lines[0].id), [](const auto& r) { return line(r.key, r.value); }) ==
        Lines{"a|1"});
}

TEST_CASE_FIXTURE(SampleTest, "ImportActivity puts each line into its month") {
  const std::vector<media::ImportActivityParams> lines{{.user_id = id("a1"),
                                                        .action = "old",
                                                        .subject = std::nullopt,
                                                        .details = json("{}"),
                                                        .logged_at = at("2024-06-01 00:00:00+00")},
                                                       {.user_id = std::nullopt,
                                                        .action = "new",
                                                        .subject = "s",
                                                        .details = json(R"({"k": "v\\n"})"),
                                                        .logged_at = at("2025-03-02 00:00:00+00")}};
  CHECK(db.import_activity(lines) == 2);
  CHECK(table(db.count_activity_per_partition(at("2025-04-01 00:00:00+00")),
              [](const auto& r) { return line(r.partition_name, r.line_count); }) ==
        Lines{"shared.activity_log_2024|2", "shared.activity_log_2025_01|3", "shared.activity_log_2025_02|2",
              "shared.activity_log_2025_03|1"});
}

TEST_CASE_FIXTURE(SampleTest, "ListActivity") {
  const auto show_line = [](const auto& r) { return line(r.id, r.logged_at, r.user_id, r.action, r.subject); };
  CHECK(table(db.list_activity({.before_time = at("2025-02-02 00:00:00+00"), .before_id = 100, .page_size = 2}),
              show_line) == Lines{"4|2025-02-01 03:00:00+00|NULL|server.scan|/media/films",
                                  "3|2025-01-12 23:30:00+00|a2|session.open|NULL"});
  CHECK(table(db.list_activity({.before_time = at("2025-01-12 23:30:00+00"), .before_id = 3, .page_size = 10}),
              show_line) == Lines{"2|2025-01-10 09:00:00+00|a1|movie.play|b1",
                                  "1|2025-01-10 08:00:00+00|a1|session.open|NULL",
                                  "6|2024-12-31 22:00:00+00|a2|movie.play|b1"});
}

TEST_CASE_FIXTURE(SampleTest, "StreamActivity") {
  auto stream = db.stream_activity({.since = at("2025-01-01 00:00:00+00"), .until = at("2025-02-02 00:00:00+00")});
  CHECK(table(stream, [](const auto& r) { return line(r.logged_at, r.action, r.username, r.details); }) ==
        Lines{R"(2025-01-10 08:00:00+00|session.open|Ada|{"via": "password"})",
              R"(2025-01-10 09:00:00+00|movie.play|Ada|{"at": [1, 2, 3], "device": "tv"})",
              R"(2025-01-12 23:30:00+00|session.open|Bert|{"via": "token"})",
              "2025-02-01 03:00:00+00|server.scan|NULL|{}"});
}

TEST_CASE_FIXTURE(SampleTest, "CountActivityPerDay") {
  CHECK(table(db.count_activity_per_day(
                  {.first_day = at("2025-01-10 00:00:00+00"), .last_day = at("2025-01-12 00:00:00+00")}),
              [](const auto& r) { return line(r.day, r.line_count); }) ==
        Lines{"2025-01-10|2", "2025-01-11|0", "2025-01-12|1"});
}

TEST_CASE_FIXTURE(SampleTest, "CountActivityPerHour") {
  CHECK(table(db.count_activity_per_hour({.time_zone = "Europe/Berlin", .month = wall("2025-01-01 00:00:00")}),
              [](const auto& r) { return line(r.hour, r.line_count); }) == Lines{"0|1", "9|1", "10|1"});
}

TEST_CASE_FIXTURE(SampleTest, "SummarizeActivity") {
  CHECK(table(db.summarize_activity(at("2025-03-01 00:00:00+00")),
              [](const auto& r) { return line(r.user_id, r.action, r.line_count, r.level); }) ==
        Lines{"a1|movie.play|2|0", "a2|movie.play|1|0", "a1|session.open|1|0", "a2|session.open|1|0",
              "NULL|movie.play|3|2", "NULL|session.open|2|2", "NULL|NULL|5|3"});
}

TEST_CASE_FIXTURE(SampleTest, "LatestActivityPerUser") {
  CHECK(table(db.latest_activity_per_user(at("2025-03-01 00:00:00+00")), [](const auto& r) {
          return line(r.user_id, r.action, r.logged_at);
        }) == Lines{"a1|movie.play|2025-02-03 21:15:00+00", "a2|session.open|2025-01-12 23:30:00+00"});
}

TEST_CASE_FIXTURE(SampleTest, "ListActivityGaps") {
  CHECK(table(db.list_activity_gaps({.until = at("2025-03-01 00:00:00+00"), .longer_than = span("PT2H")}),
              [](const auto& r) { return line(r.user_id, r.logged_at, r.silence); }) ==
        Lines{"a1|2025-02-03 21:15:00+00|P24DT12H15M", "a2|2025-01-12 23:30:00+00|P12DT1H30M"});
}

TEST_CASE_FIXTURE(SampleTest, "ListActivityDetails") {
  CHECK(table(db.list_activity_details(2), [](const auto& r) { return line(r.key, r.value); }) ==
        Lines{"at|[1, 2, 3]", "device|tv"});
}

TEST_CASE_FIXTURE(SampleTest, "QueryActivityDetails") {
  CHECK(table(db.query_activity_details({.path = "$.at[*] ? (@ > 1)", .action = "movie.play"}),
              [](const auto& r) { return line(r.id, r.item); }) == Lines{"2|2", "2|3"});
}

TEST_CASE_FIXTURE(SampleTest, "CountActivityPerPartition") {
  CHECK(table(db.count_activity_per_partition(at("2025-03-01 00:00:00+00")), [](const auto& r) {
          return line(r.partition_name, r.line_count);
        }) == Lines{"shared.activity_log_2024|1", "shared.activity_log_2025_01|3", "shared.activity_log_2025_02|2"});
}

TEST_CASE_FIXTURE(SampleTest, "TrimActivity") { CHECK(db.trim_activity(at("2025-01-01 00:00:00+00")) == 1); }

}  // namespace sample
