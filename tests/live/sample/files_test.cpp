#include "sample_test.hpp"

namespace sample {

TEST_CASE_FIXTURE(SampleTest, "RegisterFile adds a file") {
  const media::MediaFile file =
      one(db.register_file({.movie_id = id("b3"),
                            .episode_id = std::nullopt,
                            .path = "/new.mkv",
                            .size_bytes = std::int64_t{1} << 40,
                            .checksum = pgscribe::Bytes{std::byte{0}, std::byte{0xff}, std::byte{'\\'}},
                            .quality = media::VideoQuality::full_hd,
                            .resolution = media::Resolution{.width = 1920, .height = 1080, .interlaced = true},
                            .frame_rate = 29.97F,
                            .bit_rate = 1e300,
                            .features = bits("10101010"),
                            .scanned_at = wall("2025-02-01 00:00:00.000001")}));
  CHECK(line(file.movie_id, file.episode_id, file.path, file.size_bytes, file.checksum, file.quality, file.resolution,
             file.frame_rate, file.bit_rate, file.features, file.nfo, file.scanned_at) ==
        "b3|NULL|/new.mkv|1099511627776|\\x00ff5c|full_hd|(1920,1080,t)|29.97|1e+300|10101010|NULL|2025-02-01 "
        "00:00:00.000001");
  CHECK(db.get_file("/new.mkv") == file);
}

TEST_CASE_FIXTURE(SampleTest, "RegisterFile takes over a new scan") {
  const media::MediaFile file = one(db.register_file(
      {.path = "/media/more/stray.avi", .size_bytes = 1, .features = bits("00001111"), .scanned_at = std::nullopt}));
  CHECK(line(file.id, file.movie_id, file.size_bytes, file.checksum, file.quality, file.resolution, file.frame_rate,
             file.bit_rate, file.features, file.scanned_at) == "1004|NULL|1|NULL|NULL|NULL|NULL|NULL|00001111|NULL");
}

TEST_CASE_FIXTURE(SampleTest, "GetFile") {
  const media::MediaFile file = one(db.get_file("/media/films/cafe.mp4"));
  CHECK(line(file.id, file.movie_id, file.size_bytes, file.checksum, file.quality, file.resolution, file.bit_rate) ==
        "1002|b2|9000000000|\\xff|uhd|(3840,2160,f)|25000000.5");
  CHECK_FALSE(db.get_file("/none"));
}

TEST_CASE_FIXTURE(SampleTest, "ListFilesByHeight") {
  CHECK(table(db.list_files_by_height(576),
              [](const auto& r) { return line(r.path, r.width, r.height, r.interlaced); }) ==
        Lines{"/media/films/cafe.mp4|3840|2160|f", "/media/films/lighthouse-extra.mkv|720|576|f",
              "/media/films/lighthouse.mkv|1280|720|f"});
}

TEST_CASE_FIXTURE(SampleTest, "ListResolutions") {
  CHECK(table(db.list_resolutions()) == Lines{"(1280,720,f)", "(3840,2160,f)"});
}

TEST_CASE_FIXTURE(SampleTest, "SumStorageByQuality") {
  CHECK(table(db.sum_storage_by_quality(),
              [](const auto& r) { return line(r.quality, r.total_bytes, r.total, r.percent); }) ==
        Lines{"sd|1000|1000 bytes|0.0", "hd|4000|4000 bytes|0.0", "full_hd|0|0 bytes|0.0",
              "uhd|9000000000|8583 MB|100.0"});
}

TEST_CASE_FIXTURE(SampleTest, "ListOrphanedFiles") {
  CHECK(table(db.list_orphaned_files(), [](const auto& r) { return line(r.id, r.path); }) ==
        Lines{"1004|/media/more/stray.avi"});
}

TEST_CASE_FIXTURE(SampleTest, "ListDuplicateFiles") {
  CHECK(table(db.list_duplicate_files(), [](const auto& r) { return line(r.checksum, r.paths, r.wasted_bytes); }) ==
        Lines{"0102|{/media/films/lighthouse.mkv,/media/more/stray.avi}|4000"});
}

TEST_CASE_FIXTURE(SampleTest, "SetFileFeature and ListFilesWithFeatures") {
  const auto set = one(db.set_file_feature({.bit = 1, .value = 1, .id = 1000}));
  CHECK(line(set.features, set.feature_count) == "11000001|3");
  CHECK(table(db.list_files_with_features(bits("10000000")), [](const auto& r) { return line(r.id, r.features); }) ==
        Lines{"1000|11000001", "1002|10100000"});
  CHECK(db.list_files_with_features(bits("11111111")).empty());
}

TEST_CASE_FIXTURE(SampleTest, "SetFileNfo and GetFileNfo") {
  db.set_file_nfo({.nfo = "<movie><title>Keeper &amp; Co</title></movie>", .id = 1000});
  const auto described = one(db.get_file_nfo(1000));
  CHECK(line(described.nfo, described.title) == "<movie><title>Keeper &amp; Co</title></movie>|Keeper &amp; Co");
  const auto undescribed = one(db.get_file_nfo(1001));
  CHECK(line(undescribed.nfo, undescribed.title) == "NULL|NULL");
}

TEST_CASE_FIXTURE(SampleTest, "StreamFiles") {
  auto stream = db.stream_files();
  CHECK(table(stream, [](const auto& r) { return line(r.id, r.path, r.size_bytes, r.checksum, r.title); }) ==
        Lines{"1000|/media/films/lighthouse.mkv|4000|\\x0102|The Lighthouse Keeper",
              "1001|/media/films/lighthouse-extra.mkv|1000|NULL|The Lighthouse Keeper",
              "1002|/media/films/cafe.mp4|9000000000|\\xff|Midnight Café",
              "1003|/media/shows/harbour/s01e01.mkv|700|NULL|Arrival", "1004|/media/more/stray.avi|4000|\\x0102|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "AttachFiles") {
  const std::vector<media::AttachFilesParams> files{{.movie_id = id("b3"), .path = "/media/films/cafe.mp4"},
                                                    {.movie_id = id("b3"), .path = "/none"},
                                                    {.movie_id = id("b3"), .path = "/media/more/stray.avi"}};
  auto results = db.attach_files(files);
  REQUIRE(results.size() == 3);
  CHECK(line(results[0].value()->id, results[0].value()->previous_movie_id) == "1002|b2");
  CHECK_FALSE(results[1].value().has_value());
  CHECK(line(results[2].value()->id, results[2].value()->previous_movie_id) == "1004|NULL");
}

TEST_CASE_FIXTURE(SampleTest, "RenameRoot") {
  CHECK(db.rename_root({.new_root = "/mnt", .old_root = "/media/films"}) == 3);
  CHECK(db.get_file("/mnt/cafe.mp4").has_value());
}

TEST_CASE_FIXTURE(SampleTest, "ListFileFolders") {
  CHECK(table(db.list_file_folders(),
              [](const auto& r) {
                return line(r.folder, r.file_count, r.matroska_count, r.average_bit_rate, r.fastest);
              }) ==
        Lines{"/media/films|3|2|15250000.25|25", "/media/more|1|0|NULL|NULL", "/media/shows/harbour|1|1|NULL|NULL"});
}

}  // namespace sample
