#include "pgscribe/print.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "models.hpp"
#include "pgscribe/composed_codecs.hpp"

using namespace pgscribe;

namespace {

template <typename T>
std::string printed(const T& value) {
  std::ostringstream out;
  print(out, value);
  return out.str();
}

struct Email {
  std::string value{};
};

}  // namespace

TEST_CASE("printing") {
  CHECK(printed(5) == "5");
  CHECK(printed(true) == "true");
  CHECK(printed(std::string{"a"}) == "\"a\"");
  CHECK(printed(std::optional<int>{}) == "NULL");
  CHECK(printed(std::vector<std::optional<int>>{1, std::nullopt}) == "{1, NULL}");
  CHECK(printed(std::vector<bool>{true, false}) == "{true, false}");
  CHECK(printed(std::vector<std::vector<int>>{{1, 2}, {}}) == "{{1, 2}, {}}");
  CHECK(printed(db::MpaaRating::pg_13) == "PG-13");
  CHECK(printed(Bytes{std::byte{1}}) == "\\x01");
  CHECK(printed(*parse_date("2024-01-01")) == "2024-01-01");
  CHECK(printed(Range<int>{.lower = 1, .upper = 5}) == "[1,5)");
  CHECK(printed(Range<int>{}) == "(,)");
  CHECK(printed(Range<int>::none()) == "empty");
  CHECK(printed(Multirange<int>{{Range<int>{.lower = 1}}}) == "{[1,)}");
  CHECK(printed(Json{"{}"}) == "{}");
  CHECK(printed(Email{"a@b"}) == "\"a@b\"");
  CHECK(printed(Hstore{{"a", "1"}}) == "\"a\"=>\"1\"");
  CHECK(printed(std::map<std::string, std::vector<int>, std::less<>>{{"a", {1, 2}}, {"b", {}}}) ==
        "{\"a\": {1, 2}, \"b\": {}}");
}
