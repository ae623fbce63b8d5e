#include "sample_test.hpp"

namespace sample {

TEST_CASE_FIXTURE(SampleTest, "GetServerSetting") {
  CHECK(one(db.get_server_setting("server.name")) == json(R"("Media library")"));
  CHECK_FALSE(db.get_server_setting("none"));
}

TEST_CASE_FIXTURE(SampleTest, "ListServerSettings") {
  CHECK(table(db.list_server_settings("s"), [](const auto& r) { return line(r.key, r.value, r.description); }) ==
        Lines{"scan.interval_minutes|60|NULL", "server.name|\"Media library\"|Shown in the title bar"});
}

TEST_CASE_FIXTURE(SampleTest, "PutServerSetting") {
  const auto changed =
      one(db.put_server_setting({.key = "server.name", .value = json(R"("X")"), .description = std::nullopt}));
  CHECK(line(changed.key, changed.value, changed.description) == "server.name|\"X\"|Shown in the title bar");
  const auto added = one(db.put_server_setting({.key = "new", .value = json("[1, 2]"), .description = "d"}));
  CHECK(line(added.key, added.value, added.description) == "new|[1, 2]|d");
}

TEST_CASE_FIXTURE(SampleTest, "AddServerSetting") {
  CHECK(db.add_server_setting({.key = "server.name", .value = json("1")}) == 0);
  CHECK(db.add_server_setting({.key = "other", .value = json("1")}) == 1);
}

TEST_CASE_FIXTURE(SampleTest, "GetNumericSetting") {
  CHECK(show(one(db.get_numeric_setting("scan.interval_minutes"))) == "60");
  CHECK_FALSE(db.get_numeric_setting("playback.formats"));
}

TEST_CASE_FIXTURE(SampleTest, "SettingContains") {
  CHECK(show(one(db.setting_contains({.element = "av1", .key = "playback.formats"}))) == "t");
  CHECK(show(one(db.setting_contains({.element = "vhs", .key = "playback.formats"}))) == "f");
}

TEST_CASE_FIXTURE(SampleTest, "PutUserSettings merges objects") {
  const std::vector<media::PutUserSettingsParams> settings{
      {.user_id = id("a1"), .key = "layout", .value = json(R"({"dense": false, "x": null})")},
      {.user_id = id("a2"), .key = "layout", .value = json("[]")}};
  CHECK(db.put_user_settings(settings).ok());
  CHECK(show(one(db.get_user_settings_document(id("a1")))) ==
        R"({"layout": {"x": null, "dense": false, "columns": 4}, "scan.interval_minutes": 15})");
  CHECK(show(one(db.get_user_settings_document(id("a2")))) == R"({"layout": []})");
}

TEST_CASE_FIXTURE(SampleTest, "ListEffectiveSettings") {
  CHECK(table(db.list_effective_settings(id("a1")),
              [](const auto& r) { return line(r.key, r.server_value, r.user_value, r.effective_value); }) ==
        Lines{R"(layout|NULL|{"dense": true, "columns": 4}|{"dense": true, "columns": 4})",
              R"(playback.formats|["h264", "hevc", "av1"]|NULL|["h264", "hevc", "av1"])",
              "scan.interval_minutes|60|15|15", R"(server.name|"Media library"|NULL|"Media library")"});
}

TEST_CASE_FIXTURE(SampleTest, "GetUserSettingsDocument") {
  CHECK(show(one(db.get_user_settings_document(id("a1")))) ==
        R"({"layout": {"dense": true, "columns": 4}, "scan.interval_minutes": 15})");
  CHECK(show(one(db.get_user_settings_document(id("a2")))) == "{}");
}

TEST_CASE_FIXTURE(SampleTest, "DeleteUserSettings") {
  CHECK(table(db.delete_user_settings({.user_id = id("a1"), .keys = {"layout", "none"}})) == Lines{"layout"});
}

}  // namespace sample
