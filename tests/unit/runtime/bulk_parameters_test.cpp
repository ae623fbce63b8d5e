#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "pgscribe/codecs.hpp"
#include "pgscribe/composed_codecs.hpp"
#include "pgscribe/error.hpp"
#include "pgscribe/query.hpp"
#include "run/parameters.hpp"

// The rows of a bulk statement as arrays, one for each parameter.

using namespace pgscribe;

namespace {

enum class Mood : std::uint8_t { sad, glad };

struct Row {
  std::int32_t id{};
  std::optional<std::string> name{};
  std::vector<std::string> tags{};
  Mood mood{};
};

}  // namespace

template <>
struct pgscribe::EnumTraits<Mood> {
  static constexpr TypeName type{"public", "mood"};
  static constexpr std::array<std::string_view, 2> labels{"sad", "gl\"ad"};
};

namespace {

constexpr Parameter kParameters[] = {
    parameter<std::int32_t>("times", 0, codec::int4),
    PGSCRIBE_PARAMETER(Row, id, "id", codec::int4).of_each_row(),
    PGSCRIBE_PARAMETER(Row, name, "name", codec::text).of_each_row(),
    PGSCRIBE_PARAMETER(Row, tags, "tags", codec::array<codec::text>).of_each_row(RowForm::texts),
    PGSCRIBE_PARAMETER(Row, mood, "mood", codec::enumeration<Mood>).of_each_row(),
};

detail::ParameterBuffer encoded(const std::vector<Row>& rows) {
  static constexpr std::int32_t kTimes = 2;
  detail::ParameterBuffer buffer;
  const auto singles = positional(kTimes, of_each_row, of_each_row, of_each_row, of_each_row);
  buffer.encode(kParameters, bulk(std::span<const Row>(rows), singles));
  return buffer;
}

std::string value(const detail::ParameterBuffer& buffer, int index) {
  return {buffer.values()[index], static_cast<std::size_t>(buffer.lengths()[index])};
}

std::string bytes(std::initializer_list<int> values) {
  std::string result;
  for (const int byte : values) result += static_cast<char>(byte);
  return result;
}

/// The head of a binary array: dimensions, NULLs, the element's type, the size and the lower bound.
std::string head(int has_null, int type, int size) {
  return bytes({0, 0, 0, 1, 0, 0, 0, has_null, 0, 0, 0, type, 0, 0, 0, size, 0, 0, 0, 1});
}

}  // namespace

TEST_CASE("each parameter is an array of the rows' values, and single ones are as ever") {
  const detail::ParameterBuffer buffer =
      encoded({{.id = 1, .name = "a", .tags = {"x", "y z"}, .mood = Mood::glad}, {.id = 258, .tags = {}}});
  REQUIRE(buffer.size() == 5);
  CHECK(value(buffer, 0) == bytes({0, 0, 0, 2}));
  CHECK(value(buffer, 1) == head(0, 23, 2) + bytes({0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 1, 2}));
  CHECK(value(buffer, 2) == head(1, 25, 2) + bytes({0, 0, 0, 1, 'a', 255, 255, 255, 255}));
  CHECK(value(buffer, 3) == head(0, 25, 2) + bytes({0, 0, 0, 11}) + R"({"x","y z"})" + bytes({0, 0, 0, 2}) + "{}");
  CHECK(buffer.formats()[3] == 1);
  CHECK(value(buffer, 4) == R"({"gl\"ad","sad"})");
  CHECK(buffer.formats()[4] == 0);
}

TEST_CASE("a value of a row that cannot be sent is an error under the parameter's name") {
  CHECK_THROWS_WITH_AS(encoded({{.tags = {std::string("a\0b", 3)}}}), doctest::Contains("parameter \"tags\": "),
                       ConversionError);
}
