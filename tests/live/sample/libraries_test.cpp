#include "sample_test.hpp"

namespace sample {

TEST_CASE_FIXTURE(SampleTest, "CreateLibrary") {
  const std::int64_t key = db.create_library({.name = "New",
                                              .kind = media::MediaKind::series,
                                              .root_paths = {"/a b", "/c\"d", "{}"},
                                              .options = pgscribe::Hstore{{"k", "v"}, {"n", std::nullopt}}});
  CHECK(key >= 100);
  const media::Library library = one(db.get_library(key));
  CHECK(line(library.name, library.kind, library.options) == "New|series|\"k\"=>\"v\", \"n\"=>NULL");
  CHECK(library.root_paths == std::vector<std::string>{"/a b", "/c\"d", "{}"});
}

TEST_CASE_FIXTURE(SampleTest, "GetLibrary") {
  const media::Library library = one(db.get_library(1));
  CHECK(line(library.id, library.name, library.kind, library.root_paths, library.options, library.created_at) ==
        "1|Films|movie|{/media/films,/media/more}|\"nfo\"=>NULL, \"scan\"=>\"daily\"|2025-01-01 00:00:00+00");
  CHECK_FALSE(db.get_library(99));
}

TEST_CASE_FIXTURE(SampleTest, "ListLibraries") {
  const std::vector kinds{media::MediaKind::series, media::MediaKind::music};
  CHECK(table(db.list_libraries(kinds), [](const auto& r) {
          return line(r.id, r.name, r.kind, r.root_paths, r.options);
        }) == Lines{"3|Records|music|{}|NULL", "2|Shows|series|{/media/shows}|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "ListLibrariesForUser") {
  CHECK(table(db.list_libraries_for_user(id("a1")), [](const auto& r) {
          return line(r.id, r.name, r.kind, r.can_edit, r.joined_at);
        }) == Lines{"1|Films|movie|t|2025-01-01 12:00:00+00", "2|Shows|series|t|2025-01-01 12:00:00+00"});
}

TEST_CASE_FIXTURE(SampleTest, "ListLibraryAccess") {
  CHECK(table(db.list_library_access(), [](const auto& r) { return line(r.username, r.library_name, r.can_edit); }) ==
        Lines{"Ada|Attic|NULL", "Ada|Films|t", "Ada|Records|NULL", "Ada|Shows|t", "Bert|Attic|NULL", "Bert|Films|f",
              "Bert|Records|NULL", "Bert|Shows|NULL", "Cleo|Attic|NULL", "Cleo|Films|NULL", "Cleo|Records|NULL",
              "Cleo|Shows|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "AddLibraryMember") {
  CHECK(db.add_library_member({.library_id = 1, .user_id = id("a1"), .can_edit = false}) == 0);
  CHECK(db.add_library_member({.library_id = 4, .user_id = id("a1"), .can_edit = true}) == 1);
}

TEST_CASE_FIXTURE(SampleTest, "SyncLibraryMembers inserts, changes and deletes") {
  CHECK(db.sync_library_members({.user_ids = {id("a1"), id("a3")}, .library_id = 1, .can_edit = false}) == 3);
  const auto show_library = [](const auto& r) { return line(r.name, r.can_edit); };
  CHECK(table(db.list_libraries_for_user(id("a1")), show_library) == Lines{"Films|f", "Shows|t"});
  CHECK(table(db.list_libraries_for_user(id("a2")), show_library) == Lines{});
  CHECK(table(db.list_libraries_for_user(id("a3")), show_library) == Lines{"Films|f"});
}

TEST_CASE_FIXTURE(SampleTest, "GetLibraryTotals") {
  CHECK(table(db.get_library_totals(), [](const auto& r) { return line(r.name, r.movie_count, r.total_bytes); }) ==
        Lines{"Attic|1|0", "Films|5|9000005000", "Records|0|0", "Shows|0|0"});
}

TEST_CASE_FIXTURE(SampleTest, "ListLibraryPaths") {
  CHECK(table(db.list_library_paths(1), [](const auto& r) { return line(r.path, r.place); }) ==
        Lines{"/media/films|1", "/media/more|2"});
  CHECK(db.list_library_paths(3).empty());
}

TEST_CASE_FIXTURE(SampleTest, "SetLibraryOption") {
  CHECK(show(one(db.set_library_option({.name = "a", .value = "b", .id = 2}))) == "\"a\"=>\"b\"");
  CHECK_FALSE(db.set_library_option({.name = "a", .value = "b", .id = 99}));
}

TEST_CASE_FIXTURE(SampleTest, "ListEmptyLibraries") {
  CHECK(table(db.list_empty_libraries(), [](const auto& r) { return line(r.id, r.name); }) == Lines{"3|Records"});
}

TEST_CASE_FIXTURE(SampleTest, "RenameLibrary") {
  CHECK(one(db.rename_library({.name = "Vinyl", .id = 3})).name == "Vinyl");
  CHECK_FALSE(db.rename_library({.name = "Vinyl", .id = 99}));
}

TEST_CASE_FIXTURE(SampleTest, "DeleteLibrary") {
  CHECK(db.delete_library(3) == 1);
  CHECK(db.delete_library(3) == 0);
  CHECK_THROWS_AS((void)db.delete_library(1), pgscribe::ForeignKeyViolation);
}

}  // namespace sample
