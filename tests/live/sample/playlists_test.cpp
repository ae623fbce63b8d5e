#include "sample_test.hpp"

namespace sample {

namespace {

const auto show_item = [](const auto& r) { return line(r.position, r.title, r.note); };

}  // namespace

TEST_CASE_FIXTURE(SampleTest, "CreatePlaylist") {
  const media::Playlist playlist =
      one(db.create_playlist({.owner_id = id("a3"), .name = "N", .visibility = media::Visibility::unlisted}));
  CHECK(line(playlist.owner_id, playlist.name, playlist.visibility) == "a3|N|unlisted");
}

TEST_CASE_FIXTURE(SampleTest, "ListPlaylists") {
  CHECK(table(db.list_playlists(id("a1")), [](const auto& r) {
          return line(r.id, r.name, r.visibility, r.owner, r.is_mine);
        }) == Lines{"c1|Rainy days|private|Ada|t", "c2|Best of paper|public|Bert|f"});
}

TEST_CASE_FIXTURE(SampleTest, "AppendToPlaylist and ListPlaylistItems") {
  CHECK(table(db.append_to_playlist({.playlist_id = id("c1"), .movie_ids = {id("b4"), id("b3")}}),
              [](const auto& r) { return line(r.position, r.movie_id); }) == Lines{"3|b4", "4|b3"});
  CHECK(table(db.list_playlist_items(id("c1")), show_item) ==
        Lines{"1|The Lighthouse Keeper|with tea", "2|Midnight Café|NULL", "3|Paper Planets (Director's Cut)|NULL",
              "4|Paper Moons|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "DeferPlaylistPositions lets SwapPlaylistItems swap") {
  db.defer_playlist_positions();
  CHECK(db.swap_playlist_items({.first_position = 1, .second_position = 2, .playlist_id = id("c1")}) == 2);
  CHECK(table(db.list_playlist_items(id("c1")), show_item) ==
        Lines{"1|Midnight Café|NULL", "2|The Lighthouse Keeper|with tea"});
}

TEST_CASE_FIXTURE(SampleTest, "AnnotatePlaylistItem") {
  CHECK(db.annotate_playlist_item({.note = "late", .playlist_id = id("c1"), .position = 2}) == 1);
  CHECK(db.annotate_playlist_item({.note = std::nullopt, .playlist_id = id("c1"), .position = 1}) == 1);
  CHECK(table(db.list_playlist_items(id("c1")), show_item) ==
        Lines{"1|The Lighthouse Keeper|NULL", "2|Midnight Café|late"});
}

TEST_CASE_FIXTURE(SampleTest, "GetPlaylistLength") {
  CHECK(show(db.get_playlist_length(id("c1"))) == "PT3H25M");
  CHECK(show(db.get_playlist_length(id("c2"))) == "NULL");
}

TEST_CASE_FIXTURE(SampleTest, "CopyPlaylist") {
  const auto copied = one(db.copy_playlist({.new_owner_id = id("a3"), .playlist_id = id("c1")}));
  CHECK(copied.item_count == 2);
  CHECK(table(db.list_playlist_items(copied.id), show_item) ==
        Lines{"1|The Lighthouse Keeper|NULL", "2|Midnight Café|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "CountPlaylistsByVisibility") {
  CHECK(table(db.count_playlists_by_visibility(), [](const auto& r) { return line(r.visibility, r.count); }) ==
        Lines{"private|1", "public|1"});
}

}  // namespace sample
