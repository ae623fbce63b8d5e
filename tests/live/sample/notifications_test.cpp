#include "sample_test.hpp"

namespace sample {

namespace {

const auto show_note = [](const auto& r) { return line(r.body, r.about_movie); };

}  // namespace

TEST_CASE_FIXTURE(SampleTest, "Notify and ListNotifications see every kind") {
  CHECK(one(db.notify({.user_id = id("a1"), .body = "Hi"})) > 3);
  CHECK(table(db.list_notifications(id("a1")), show_note) == Lines{"A scan failed|f", "New: Night Train|t", "Hi|f"});
}

TEST_CASE_FIXTURE(SampleTest, "NotifyAboutMovie") {
  db.notify_about_movie(id("b1"));
  CHECK(table(db.list_notifications(id("a2")), show_note) == Lines{"New: The Lighthouse Keeper|t"});
}

TEST_CASE_FIXTURE(SampleTest, "ListPlainNotifications leaves the children out") {
  CHECK(table(db.list_plain_notifications(id("a1"))) == Lines{"Welcome", "A scan failed"});
}

TEST_CASE_FIXTURE(SampleTest, "ListMovieNotifications") {
  CHECK(table(db.list_movie_notifications(), [](const auto& r) {
          return line(r.id, r.user_id, r.body, r.read_at, r.created_at, r.movie_id);
        }) == Lines{"3|a1|New: Night Train|NULL|2025-02-02 00:00:00+00|b6"});
}

TEST_CASE_FIXTURE(SampleTest, "MarkNotificationsRead") {
  const pgscribe::CommandResult result = db.mark_notifications_read(id("a1"));
  CHECK(result.affected_rows == 2);
  CHECK(result.tag == "UPDATE 2");
  CHECK(db.list_notifications(id("a1")).empty());
}

TEST_CASE_FIXTURE(SampleTest, "Broadcast") {
  CHECK(db.broadcast({.body = "All", .roles = {media::UserRole::viewer, media::UserRole::editor}}) == 2);
  CHECK(table(db.list_notifications(id("a3")), show_note) == Lines{"All|f"});
}

}  // namespace sample
