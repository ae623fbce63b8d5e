#include "pgscribe/ad_hoc.hpp"

#include <doctest/doctest.h>

#include "codecs/wire.hpp"
#include "pgscribe/error.hpp"

using namespace pgscribe;

namespace my {

struct Movie {
  std::int64_t id{};
  std::optional<std::string> title{};
  std::vector<std::optional<double>> ratings{};
};

}  // namespace my

template <>
inline constexpr auto pgscribe::row<my::Movie> = pgscribe::members(pgscribe::member("title", &my::Movie::title),
                                                                   pgscribe::member("ratings", &my::Movie::ratings),
                                                                   pgscribe::member("id", &my::Movie::id));

namespace {

std::string described(std::span<const Column> columns) {
  std::string text;
  for (const Column& column : columns) {
    text += std::string{column.name} + (column.named ? " named " : " ") + detail::type_name(*column.codec) +
            (column.nullable ? "?" : "") + "; ";
  }
  return text;
}

template <typename... T>
std::string parameters() {
  const auto statement = detail::ad_hoc<T...>("SELECT 1", {});
  std::string text;
  for (const Parameter& parameter : statement.statement().parameters) {
    text += std::string{parameter.name} + " " + detail::type_name(*parameter.codec) + (parameter.nullable ? "?" : "") +
            (parameter.view ? " view" : "") + "; ";
  }
  return text;
}

}  // namespace

TEST_CASE("the columns of a value, a tuple and a struct") {
  CHECK(described(detail::row_columns<std::optional<Uuid>>()) == "1 uuid?; ");
  CHECK(described(detail::row_columns<bool>()) == "1 bool; ");
  using Pair = std::tuple<std::string, std::optional<Range<Date>>>;
  CHECK(described(detail::row_columns<Pair>()) == "1 text; 2 daterange?; ");
  const Pair pair;
  const auto* begin = reinterpret_cast<const std::byte*>(&pair);
  CHECK(begin + detail::row_columns<Pair>()[1].offset == reinterpret_cast<const std::byte*>(&std::get<1>(pair)));
  CHECK(described(detail::row_columns<my::Movie>()) == "title named text?; ratings named float8[]; id named int8; ");
  CHECK(detail::row_columns<my::Movie>()[0].offset == offsetof(my::Movie, title));
  CHECK(detail::row_columns<my::Movie>()[2].offset == offsetof(my::Movie, id));
}

TEST_CASE("parameters have the type of their C++ type") {
  CHECK(parameters<>() == "");
  CHECK(parameters<std::int16_t, int, std::int64_t, float, double, bool>() ==
        "1 int2; 2 int4; 3 int8; 4 float4; 5 float8; 6 bool; ");
  CHECK(parameters<std::string, std::string_view, const char*, char[4], std::optional<std::string>>() ==
        "1 text; 2 text view; 3 text view; 4 text view; 5 text?; ");
  CHECK(parameters<std::vector<int>, std::span<const int>, std::vector<std::optional<Json>>>() ==
        "1 int4[]; 2 int4[] view; 3 jsonb[]; ");
  CHECK(parameters<Bytes, TimestampTz, Numeric, std::vector<Uuid>>() ==
        "1 bytea; 2 timestamptz; 3 numeric; 4 uuid[]; ");
  CHECK(std::string{detail::kNumber<8>.data()} == "9");
  CHECK(std::string{detail::kNumber<98>.data()} == "99");
}

TEST_CASE("a statement is one call's, and its text whole") {
  const auto statement = detail::ad_hoc<>("SELECT 1", {});
  CHECK(statement.statement().once);
  CHECK(statement.statement().writes);
  CHECK_THROWS_AS(detail::ad_hoc<>(std::string_view("DELETE FROM t\0 WHERE id = 1", 27), {}), ConversionError);
}
