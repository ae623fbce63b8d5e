// What value types take without being asked, and what does not compile.

#include "pgscribe/types/exact.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "pgscribe/types.hpp"

using namespace pgscribe;

namespace {

enum Unscoped { kOne = 1 };

/// Stands for the structs that generated code takes: `Row{.value = from}`.
template <typename T>
struct Row {
  T value{};
};

template <typename T, typename From>
concept FillsMember = requires(From from) {
  Row<T>{.value = from};
};
template <typename T, typename From>
concept FillsPlace = requires(From from) {
  Row<T>{from};
};

/// No way that is not written out, also not by initialising the first member of a nested aggregate.
template <typename T, typename From>
constexpr bool is_refused =
    !std::is_convertible_v<From, T> && !std::is_assignable_v<T&, From> && !FillsMember<T, From> &&
    !FillsPlace<T, From> && !std::is_convertible_v<From, std::optional<T>> && !FillsMember<std::optional<T>, From>;

template <typename T, typename... From>
constexpr bool refuses = (is_refused<T, From> && ...);

template <typename T, typename... From>
constexpr bool takes = ((std::is_convertible_v<From, T> && FillsMember<T, From> &&
                         FillsMember<std::optional<T>, From>)&&...);

template <typename T, typename... From>
constexpr bool cannot_be_made_of = (!std::is_constructible_v<T, From> && ...);

}  // namespace

// Numeric: every integer, and nothing that a number could be lost or made up of.
static_assert(takes<Numeric, short, unsigned short, int, unsigned, long, unsigned long, long long, unsigned long long,
                    std::int8_t, std::uint8_t>);
static_assert(refuses<Numeric, float, double, long double, bool, char, wchar_t, char8_t, char16_t, char32_t, Unscoped,
                      const char*, std::string>);
static_assert(cannot_be_made_of<Numeric, float, double, long double, bool, char, wchar_t, char32_t, Unscoped,
                                const char*, std::nullptr_t>);

template <typename A, typename B>
concept Comparable = requires(A a, B b) {
  a == b;
}
|| requires(A a, B b) { a < b; };
template <typename A, typename B>
concept Calculates = requires(A a, B b) {
  a + b;
}
|| requires(A a, B b) { b - a; }
|| requires(A a, B b) { a *= b; };
static_assert(Comparable<Numeric, int> && Comparable<std::uint64_t, Numeric>);
static_assert(!Comparable<Numeric, double> && !Comparable<float, Numeric> && !Comparable<Numeric, bool>);
static_assert(Calculates<Numeric, int> && !Calculates<Numeric, double> && !Calculates<Numeric, char>);

// No number becomes any other value type.
static_assert(refuses<Money, int, double, bool, std::int64_t, Numeric>);
static_assert(refuses<Uuid, int, double, bool, const char*, std::string>);
static_assert(refuses<Interval, int, double, bool, std::chrono::microseconds>);
static_assert(refuses<Time, int, double, bool>);
static_assert(refuses<TimeTz, int, double, bool>);
static_assert(refuses<Date, int, double, bool>);
static_assert(refuses<TimestampTz, int, double, bool, Timestamp>);
static_assert(refuses<Timestamp, int, double, bool, TimestampTz>);
static_assert(refuses<Lsn, int, double, bool, std::uint64_t>);
static_assert(refuses<Tid, int, double, bool>);
static_assert(refuses<Inet, int, double, bool, Cidr>);
static_assert(refuses<Cidr, int, double, bool, Inet>);
static_assert(refuses<MacAddr, int, double, bool>);
static_assert(refuses<MacAddr8, int, double, bool, MacAddr>);
static_assert(refuses<Json, int, double, bool, const char*, std::string>);
static_assert(refuses<BitString, int, double, bool>);
static_assert(refuses<Point, int, double, bool>);
static_assert(refuses<Line, int, double, bool>);
static_assert(refuses<LineSegment, int, double, bool>);
static_assert(refuses<Box, int, double, bool>);
static_assert(refuses<Path, int, double, bool>);
static_assert(refuses<Polygon, int, double, bool>);
static_assert(refuses<Circle, int, double, bool>);
static_assert(refuses<Range<std::int32_t>, int, double>);
static_assert(refuses<Range<Numeric>, int, double>);
static_assert(refuses<Multirange<std::int32_t>, int, double, bool>);
static_assert(refuses<Bytes, int, double, bool, const char*, std::string>);
static_assert(refuses<Hstore, int, double, bool>);

// Nor when asked for by name.
static_assert(std::is_constructible_v<Money, int> && std::is_constructible_v<Lsn, std::uint64_t>);
static_assert(cannot_be_made_of<Money, float, double, bool, char, std::uint64_t, Numeric>);
static_assert(cannot_be_made_of<Lsn, double, bool, char>);
static_assert(cannot_be_made_of<Interval, int, double>);
static_assert(cannot_be_made_of<Uuid, int, std::string>);
static_assert(cannot_be_made_of<Point, int, double>);
static_assert(cannot_be_made_of<Box, int, double>);
static_assert(cannot_be_made_of<Inet, int, bool>);

// Bounds take what their type holds.
static_assert(takes<RangeBound<std::int64_t>, int, std::int64_t, unsigned>);
static_assert(takes<RangeBound<double>, float, double, int, unsigned>);
static_assert(refuses<RangeBound<double>, std::int64_t, bool, char>);
static_assert(takes<RangeBound<Numeric>, int, std::uint64_t, Numeric>);
static_assert(refuses<RangeBound<std::int32_t>, double, float, std::int64_t, unsigned, bool, char>);
static_assert(refuses<RangeBound<Numeric>, double, bool, char>);

TEST_CASE("an interval can be written by its parts") {
  CHECK(Interval{{.days = 30}} == Interval{0, 30, {}});
  const Row<Interval> row{.value = {{.months = 1, .time = std::chrono::minutes{5}}}};
  CHECK(row.value == Interval{1, 0, std::chrono::minutes{5}});
}

TEST_CASE("bounds of ranges are optional values") {
  Range<std::int32_t> range{.lower = 1};
  CHECK(range.lower.value() == 1);
  CHECK_FALSE(range.upper);
  range.upper = std::optional<std::int32_t>{7};
  CHECK(*range.upper == 7);
  CHECK(range.contains(6));
  CHECK_FALSE(range.contains(7));
  CHECK(range.lower == 1);
  CHECK(range.lower != std::nullopt);
  CHECK(range.lower == std::optional{1});
  range.lower = std::nullopt;
  CHECK(range == Range<std::int32_t>{.upper = 7});
  range.empty = true;
  CHECK(range == Range<std::int32_t>::none());
}
