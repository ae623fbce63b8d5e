#include "config/scalar_places.hpp"

#include <doctest/doctest.h>

#include <string>

// The places of a scalar's bytes in its file.

namespace {

using pgscribe::config::scalar_places;

/// The file's text from the place of the scalar's `at`-th byte on, up to the end of the word.
std::string word_at(const std::string& file, const std::string& scalar, std::size_t at) {
  const auto begin = static_cast<std::uint32_t>(file.find_first_not_of(' ', file.find(':') + 1));
  const auto places = scalar_places(file, begin, scalar);
  if (places.empty()) return "nowhere";
  const std::string rest = file.substr(places[at]);
  return rest.substr(0, rest.find_first_of(" \n\"'"));
}

TEST_CASE("plain, quoted and block scalars") {
  const std::string scalar = "SELECT name\nFROM query\n";
  const std::size_t from = scalar.find("query");
  CHECK(word_at("sql: |\n    SELECT name\n    FROM query\n", scalar, from) == "query");
  CHECK(word_at("sql: >2-\n    SELECT name\n\n    FROM   query\n", scalar, from) == "query");
  CHECK(word_at("sql: SELECT name\n  FROM query\n", "SELECT name FROM query", from) == "query");
  CHECK(word_at("sql: 'SELECT name FROM query'\n", "SELECT name FROM query", from) == "query");
  CHECK(word_at("sql: \"SELECT name FROM query\"\n", "SELECT name FROM query", from) == "query");
}

TEST_CASE("escapes, and the end of the file") {
  CHECK(word_at("sql: \"SELECT \\\"name\\\"\"\n", "SELECT \"name\"", 8) == "nowhere");
  CHECK(scalar_places("sql: ", 5, "a").empty());
  CHECK(scalar_places("sql: |", 5, "a").empty());
  CHECK(scalar_places("", 5, "").empty());
}

}  // namespace
