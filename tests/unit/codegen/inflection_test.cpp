#include "codegen/inflection.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using pgscribe::codegen::singular;

TEST_CASE("singular") {
  const std::pair<const char*, const char*> words[] = {
      {"movies", "movie"},      {"series", "series"},     {"categories", "category"},
      {"people", "person"},     {"children", "child"},    {"statuses", "status"},
      {"status", "status"},     {"addresses", "address"}, {"address", "address"},
      {"boxes", "box"},         {"matches", "match"},     {"buses", "bus"},
      {"indices", "index"},     {"matrices", "matrix"},   {"databases", "database"},
      {"analyses", "analysis"}, {"knives", "knife"},      {"wolves", "wolf"},
      {"hives", "hive"},        {"archives", "archive"},  {"objectives", "objective"},
      {"days", "day"},          {"heroes", "hero"},       {"shoes", "shoe"},
      {"news", "news"},         {"media", "medium"},      {"money", "money"},
      {"users", "user"},        {"user", "user"},         {"campus", "campus"},
      {"metadata", "metadata"}, {"calories", "calorie"},  {"waves", "wave"},
      {"mice", "mouse"},        {"axes", "axis"},         {"", ""},
  };
  for (const auto& [plural, expected] : words) {
    CAPTURE(std::string(plural));
    CHECK(singular(plural) == expected);
  }
}
