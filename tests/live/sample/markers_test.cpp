#include "sample_test.hpp"

namespace sample {

TEST_CASE_FIXTURE(SampleTest, "AddMarker and ListMarkers") {
  db.add_marker({.file_id = 1000,
                 .kind = media::MarkerKind::chapter,
                 .span = {.lower = 600.25, .upper = std::nullopt},
                 .label = "Two"});
  CHECK(
      table(db.list_markers(1000), [](const auto& r) { return line(r.file_id, r.kind, r.span, r.label, r.colour); }) ==
      Lines{"1000|intro|[0,30.5)|NULL|r", "1000|chapter|[0,600)|One|NULL", "1000|recap|[30.5,60)|Before|NULL",
            "1000|chapter|[600.25,)|Two|NULL", "1000|credits|[5500,)|NULL|NULL"});
  CHECK_THROWS_AS(
      db.add_marker({.file_id = 1000, .kind = media::MarkerKind::intro, .span = {.lower = 1, .upper = 2}, .label = {}}),
      pgscribe::ExclusionViolation);
}

TEST_CASE_FIXTURE(SampleTest, "ImportMarkers") {
  const std::vector<media::ImportMarkersParams> markers{
      {.file_id = 1002,
       .kind = media::MarkerKind::intro,
       .span = {.lower = 0.0, .upper = 5.0, .upper_inclusive = true},
       .label = std::nullopt},
      {.file_id = 1002, .kind = media::MarkerKind::chapter, .span = pgscribe::Range<double>::none(), .label = "empty"}};
  CHECK(db.import_markers(markers) == 2);
  CHECK(table(db.list_markers(1002), [](const auto& r) { return line(r.kind, r.span, r.label); }) ==
        Lines{"chapter|empty|empty", "intro|[0,5]|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "GetMarkerAt") {
  CHECK(table(db.get_marker_at({.file_id = 1000, .second = 30.5}), [](const auto& r) {
          return line(r.kind, r.starts_at, r.ends_at);
        }) == Lines{"recap|30.5|60", "chapter|0|600"});
  CHECK(table(db.get_marker_at({.file_id = 1000, .second = 6000}),
              [](const auto& r) { return line(r.kind, r.starts_at, r.ends_at); }) == Lines{"credits|5500|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "GetSkippableSpans") {
  CHECK(show(db.get_skippable_spans(1000)) == "{[0,60),[5500,)}");
  CHECK(show(db.get_skippable_spans(1004)) == "NULL");
}

TEST_CASE_FIXTURE(SampleTest, "ListMarkerLengths") {
  CHECK(table(db.list_marker_lengths(), [](const auto& r) {
          return line(r.kind, r.average_seconds, r.coloured_count);
        }) == Lines{"intro|30.5|1", "recap|29.5|0", "credits|NULL|0", "chapter|600|0"});
}

TEST_CASE_FIXTURE(SampleTest, "PaintMarker") {
  const auto colour = [](const auto& painted) { return line(painted); };
  CHECK(table(db.paint_marker({.colour = 'g', .file_id = 1000, .kind = media::MarkerKind::recap}), colour) ==
        Lines{"g"});
  CHECK(db.paint_marker({.colour = 'g', .file_id = 1001, .kind = media::MarkerKind::recap}).empty());
}

}  // namespace sample
