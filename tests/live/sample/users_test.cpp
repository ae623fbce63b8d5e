#include "sample_test.hpp"

namespace sample {

TEST_CASE_FIXTURE(SampleTest, "CreateUser gives back the new account") {
  const media::User user = one(db.create_user({.username = "Eve",
                                               .email = "eve@example.org",
                                               .password_hash = "hash-eve",
                                               .display_name = std::nullopt,
                                               .role = media::UserRole::editor}));
  CHECK(line(user.username, user.email, user.password_hash, user.role, user.display_name, user.birthday, user.time_zone,
             user.preferences, user.bedtime,
             user.deleted_at) == "Eve|eve@example.org|hash-eve|editor|NULL|NULL|UTC|NULL|NULL|NULL");
  CHECK(user.created_at == user.updated_at);
  CHECK(db.get_user(user.id) == user);
}

TEST_CASE_FIXTURE(SampleTest, "CreateUser refuses a name that differs in case only") {
  try {
    (void)db.create_user(
        {.username = "ada", .email = "x@example.org", .password_hash = "", .display_name = {}, .role = {}});
    FAIL("not reached");
  } catch (const pgscribe::UniqueViolation& error) {
    CHECK(error.constraint() == "users_username_key");
    CHECK(error.query() == "CreateUser");
  }
}

TEST_CASE_FIXTURE(SampleTest, "CreateUser refuses what the domain of addresses refuses") {
  CHECK_THROWS_AS(
      (void)db.create_user({.username = "zed", .email = "none", .password_hash = "", .display_name = {}, .role = {}}),
      pgscribe::CheckViolation);
}

TEST_CASE_FIXTURE(SampleTest, "GetUser") {
  const media::User user = one(db.get_user(id("a1")));
  CHECK(line(user.id, user.username, user.email, user.password_hash, user.created_at, user.updated_at, user.role,
             user.display_name, user.birthday, user.time_zone, user.preferences, user.bedtime, user.deleted_at) ==
        "a1|Ada|ada@example.org|hash-ada|2025-01-01 10:00:00+00|2025-01-01 10:00:00+00|admin|Ada Quill|1990-03-14|"
        "Europe/Berlin|\"theme\"=>\"dark\", \"volume\"=>NULL|22:30:00|NULL");
  CHECK(one(db.get_user(id("a4"))).deleted_at == at("2025-02-01 00:00:00+00"));
  CHECK_FALSE(db.get_user(id("99")));
}

TEST_CASE_FIXTURE(SampleTest, "GetUserByLogin") {
  CHECK(one(db.get_user_by_login("ADA")).id == id("a1"));
  CHECK(one(db.get_user_by_login("bert@EXAMPLE.org")).id == id("a2"));
  CHECK_FALSE(db.get_user_by_login("dora"));
}

TEST_CASE_FIXTURE(SampleTest, "ListUsers") {
  CHECK(table(db.list_users({.limit = 2, .offset = 1}), [](const auto& r) {
          return line(r.id, r.username, r.role, r.created_at);
        }) == Lines{"a3|Cleo|viewer|2025-01-03 10:00:00+00", "a2|Bert|editor|2025-01-02 10:00:00+00"});
}

TEST_CASE_FIXTURE(SampleTest, "FindUsers") {
  const auto show_user = [](const auto& r) { return line(r.id, r.username, r.display_name, r.role); };
  CHECK(table(db.find_users({}), show_user) ==
        Lines{"a1|Ada|Ada Quill|admin", "a2|Bert|NULL|editor", "a3|Cleo|Cleo Marsh|viewer"});
  CHECK(table(db.find_users({.role = media::UserRole::viewer}), show_user) == Lines{"a3|Cleo|Cleo Marsh|viewer"});
  CHECK(table(db.find_users({.created_after = at("2025-01-01 12:00:00+00"), .name_like = "MARSH"}), show_user) ==
        Lines{"a3|Cleo|Cleo Marsh|viewer"});
}

TEST_CASE_FIXTURE(SampleTest, "SearchUsers asks for what is given only") {
  const auto names = [&](const media::SearchUsersParams& params) {
    return table(db.search_users(params), [](const auto& r) { return line(r.username); });
  };
  const media::SearchUsersCreated second_day{.created_from = at("2025-01-02 00:00:00+00"),
                                             .created_to = at("2025-01-02 23:00:00+00")};
  CHECK(names({}) == Lines{"Ada", "Bert", "Cleo"});
  CHECK(names({.role = media::UserRole::viewer}) == Lines{"Cleo"});
  CHECK(names({.name_like = "%r%"}) == Lines{"Bert", "Cleo"});
  CHECK(names({.created = second_day}) == Lines{"Bert"});
  CHECK(names({.named = true}) == Lines{"Ada", "Cleo"});
  CHECK(names({.name_like = "%r%", .named = true}) == Lines{"Cleo"});
  CHECK(names({.role = media::UserRole::editor, .name_like = "b%", .created = second_day}) == Lines{"Bert"});
  CHECK(names({.role = media::UserRole::editor, .name_like = "b%", .created = second_day, .named = true}) == Lines{});
}

TEST_CASE_FIXTURE(SampleTest, "SortUsers in each of its orders") {
  using Sort = media::SortUsersSort;
  const auto sorted = [&](const media::SortUsersParams& params) {
    return table(db.sort_users(params), [](const auto& name) { return line(name); });
  };
  CHECK(sorted({}) == Lines{"Cleo", "Bert", "Ada"});
  CHECK(sorted({.sort = Sort::name}) == Lines{"Ada", "Bert", "Cleo"});
  CHECK(sorted({.sort = Sort::name, .sort_descending = true}) == Lines{"Cleo", "Bert", "Ada"});
  CHECK(sorted({.sort = Sort::role}) == Lines{"Ada", "Bert", "Cleo"});
  CHECK_THROWS_AS((void)db.sort_users({.sort = Sort::role, .sort_descending = true}), pgscribe::UsageError);
  CHECK(to_string(Sort::role) == "role");
}

TEST_CASE_FIXTURE(SampleTest, "PageOfUsers forth and back in each order") {
  using Cursor = media::PageOfUsersCursor;
  using Sort = media::PageOfUsersSort;
  for (const auto& [sort, descending] :
       {std::pair{Sort::newest, false}, {Sort::name, false}, {Sort::name, true}, {Sort::role, false}}) {
    media::PageOfUsersParams params{.page_size = 9, .sort = sort, .sort_descending = descending};
    const auto all = db.page_of_users(params);
    REQUIRE(all.size() == 3);
    params.page_size = 2;
    CHECK(db.page_of_users(params) == std::vector(all.begin(), all.begin() + 2));
    params.after = Cursor::parse(to_string(Cursor::of(all[1], sort, descending)));
    CHECK(db.page_of_users(params) == std::vector(all.begin() + 2, all.end()));
    params.after = Cursor::of(all[2], sort, descending);
    CHECK(db.page_of_users(params).empty());
    params.after.reset();
    params.before = Cursor::of(all[2], sort, descending);
    CHECK(db.page_of_users(params) == std::vector(all.begin(), all.begin() + 2));
    params.before = Cursor::of(all[1], sort, descending);
    CHECK(db.page_of_users(params) == std::vector(all.begin(), all.begin() + 1));
  }
}

TEST_CASE_FIXTURE(SampleTest, "PageOfUsers refuses a cursor of another order, and a page with two ends") {
  using Cursor = media::PageOfUsersCursor;
  using Sort = media::PageOfUsersSort;
  const auto users = db.page_of_users({.page_size = 9});
  const Cursor cursor = Cursor::of(users[2], Sort::name);
  CHECK_THROWS_AS((void)db.page_of_users({.page_size = 1, .after = cursor}), pgscribe::UsageError);
  CHECK_THROWS_AS(
      (void)db.page_of_users({.page_size = 1, .after = cursor, .sort = Sort::name, .sort_descending = true}),
      pgscribe::UsageError);
  CHECK_THROWS_AS((void)db.page_of_users({.page_size = 1, .after = cursor, .before = cursor, .sort = Sort::name}),
                  pgscribe::UsageError);
  CHECK(
      db.page_of_users({.role = media::UserRole::viewer, .page_size = 9, .after = cursor, .sort = Sort::name}).size() ==
      1);
  CHECK_FALSE(Cursor::parse("AAAA"));
}

TEST_CASE_FIXTURE(SampleTest, "PatchUser sets what is given, and tells the row when nothing is") {
  const auto show = [](const auto& row) {
    return line(one(row).username, one(row).email, one(row).display_name, one(row).birthday);
  };
  CHECK(show(db.patch_user({.id = id("a1")})) == "Ada|ada@example.org|Ada Quill|1990-03-14");
  CHECK(show(db.patch_user({.display_name = "Countess", .id = id("a1")})) == "Ada|ada@example.org|Countess|1990-03-14");
  CHECK(show(db.patch_user({.email = "a@example.org", .birthday = std::nullopt, .id = id("a1")})) ==
        "Ada|a@example.org|Countess|NULL");
  CHECK_FALSE(db.patch_user({.id = id("99")}));
  CHECK_FALSE(db.patch_user({.email = "x@example.org", .id = id("99")}));
}

TEST_CASE_FIXTURE(SampleTest, "PatchUserQuietly counts the rows, also when nothing is set") {
  CHECK(db.patch_user_quietly({.id = id("a1")}) == 1);
  CHECK(db.patch_user_quietly({.id = id("99")}) == 0);
  CHECK(db.patch_user_quietly({.display_name = std::nullopt, .id = id("a1")}) == 1);
  CHECK_FALSE(one(db.get_user(id("a1"))).display_name);
}

TEST_CASE_FIXTURE(SampleTest, "ListUsersById keeps the order of the list") {
  const std::vector ids{id("a3"), id("a1"), id("99")};
  CHECK(table(db.list_users_by_id(ids), [](const auto& r) { return line(r.id, r.username); }) ==
        Lines{"a3|Cleo", "a1|Ada"});
}

TEST_CASE_FIXTURE(SampleTest, "ListUsersByName") {
  const std::vector<std::string> names{"bert", "Ada", "nobody"};
  CHECK(table(db.list_users_by_name(names), [](const auto& r) { return line(r.id, r.username, r.email); }) ==
        Lines{"a1|Ada|ada@example.org", "a2|Bert|bert@example.org"});
  CHECK(db.list_users_by_name(std::vector<std::string>{}).empty());
}

TEST_CASE_FIXTURE(SampleTest, "CountUsersByRole") {
  CHECK(table(db.count_users_by_role(), [](const auto& r) { return line(r.role, r.user_count); }) ==
        Lines{"viewer|1", "editor|1", "admin|1"});
}

TEST_CASE_FIXTURE(SampleTest, "ListLiveUsers") {
  CHECK(table(db.list_live_users(),
              [](const auto& r) { return line(r.id, r.username, r.email, r.display_name, r.role, r.created_at); }) ==
        Lines{"a1|Ada|ada@example.org|Ada Quill|admin|2025-01-01 10:00:00+00",
              "a2|Bert|bert@example.org|NULL|editor|2025-01-02 10:00:00+00",
              "a3|Cleo|cleo@example.org|Cleo Marsh|viewer|2025-01-03 10:00:00+00"});
}

TEST_CASE_FIXTURE(SampleTest, "UserNameTaken") {
  CHECK(db.user_name_taken("CLEO"));
  CHECK_FALSE(db.user_name_taken("nobody"));
}

TEST_CASE_FIXTURE(SampleTest, "UpdateUserProfile changes what is given") {
  const media::User user =
      one(db.update_user_profile({.display_name = "Bert B.", .bedtime = clock("23:15:00"), .id = id("a2")}));
  CHECK(line(user.display_name, user.birthday, user.time_zone, user.bedtime) == "Bert B.|1985-03-02|UTC|23:15:00");
  CHECK(user.updated_at > user.created_at);
  CHECK_FALSE(db.update_user_profile({.id = id("99")}));
}

TEST_CASE_FIXTURE(SampleTest, "ChangePassword") {
  db.change_password({.password_hash = "new", .id = id("a2")});
  CHECK(one(db.get_user(id("a2"))).password_hash == "new");
}

TEST_CASE_FIXTURE(SampleTest, "ChangeRole counts the accounts that changed") {
  CHECK(db.change_role({.role = media::UserRole::editor, .ids = {id("a1"), id("a2"), id("a3")}}) == 2);
  CHECK(one(db.get_user(id("a1"))).role == media::UserRole::editor);
}

TEST_CASE_FIXTURE(SampleTest, "DeleteUser") {
  CHECK(db.delete_user(id("a3")) == 1);
  CHECK(db.delete_user(id("a3")) == 0);
  CHECK(one(db.get_user(id("a3"))).deleted_at.has_value());
}

TEST_CASE_FIXTURE(SampleTest, "SetPreference, GetPreference, ListPreferences") {
  CHECK(show(one(db.get_preference({.key = "theme", .id = id("a1")}))) == "dark");
  CHECK(show(one(db.get_preference({.key = "volume", .id = id("a1")}))) == "NULL");
  CHECK_FALSE(db.get_preference({.key = "theme", .id = id("99")}));

  db.set_preference({.key = "font \"big\"", .value = "yes", .id = id("a2")});
  db.set_preference({.key = "sound", .value = std::nullopt, .id = id("a2")});
  CHECK(table(db.list_preferences(id("a2")), [](const auto& r) { return line(r.key, r.value); }) ==
        Lines{"font \"big\"|yes", "sound|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "ListBirthdays") {
  CHECK(table(db.list_birthdays({.year = 2025, .month = 3}), [](const auto& r) {
          return line(r.username, r.birthday, r.turns);
        }) == Lines{"Bert|1985-03-02|40", "Ada|1990-03-14|35"});
}

TEST_CASE_FIXTURE(SampleTest, "ImportUsers") {
  const std::vector<media::ImportUsersParams> users{{.id = id("a8"),
                                                     .username = "Tab\there",
                                                     .email = "t@example.org",
                                                     .password_hash = "\\N",
                                                     .display_name = "line\nbreak",
                                                     .birthday = day("1999-12-31"),
                                                     .role = media::UserRole::viewer},
                                                    {.id = id("a9"),
                                                     .username = "Ünal",
                                                     .email = "u@example.org",
                                                     .password_hash = "",
                                                     .display_name = std::nullopt,
                                                     .birthday = std::nullopt,
                                                     .role = media::UserRole::admin}};
  CHECK(db.import_users(users) == 2);

  const auto show_user = [](const media::User& r) {
    return line(r.username, r.email, r.password_hash, r.display_name, r.birthday, r.role);
  };
  CHECK(show_user(one(db.get_user(id("a8")))) == "Tab\there|t@example.org|\\N|line\nbreak|1999-12-31|viewer");
  CHECK(show_user(one(db.get_user(id("a9")))) == "Ünal|u@example.org||NULL|NULL|admin");
}

TEST_CASE_FIXTURE(SampleTest, "TouchUsers") {
  const std::vector<media::TouchUsersParams> changes{{.time_zone = "Asia/Tokyo", .id = id("a1")},
                                                     {.time_zone = "America/Lima", .id = id("a2")}};
  const auto results = db.touch_users(changes);
  CHECK(results.size() == 2);
  CHECK(results.ok());
  CHECK(one(db.get_user(id("a1"))).time_zone == "Asia/Tokyo");
  CHECK(one(db.get_user(id("a2"))).time_zone == "America/Lima");
}

TEST_CASE_FIXTURE(SampleTest, "RemoveUsers tells who was there") {
  const std::vector ids{id("a4"), id("99"), id("a3")};
  auto results = db.remove_users(ids);
  CHECK(table(results, [](const auto& r) { return show(r.value()); }) == Lines{"Dora", "NULL", "Cleo"});
  CHECK_FALSE(db.get_user(id("a4")));
}

}  // namespace sample
