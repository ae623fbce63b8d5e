#pragma once

#include <string>
#include <vector>

/// The geometric types. Equality is exact, unlike PostgreSQL's, which allows 1e-6. Points and lines take all of their
/// coordinates or none.
namespace pgscribe {

struct Point {
  double x = 0;
  double y = 0;

  constexpr Point() = default;
  constexpr Point(double x_value, double y_value) noexcept : x(x_value), y(y_value) {}

  bool operator==(const Point&) const = default;
};

/// `line`: a*x + b*y + c = 0.
struct Line {
  double a = 0;
  double b = 0;
  double c = 0;

  constexpr Line() = default;
  constexpr Line(double a_value, double b_value, double c_value) noexcept : a(a_value), b(b_value), c(c_value) {}

  bool operator==(const Line&) const = default;
};

/// `lseg`
struct LineSegment {
  Point start{};
  Point end{};
  bool operator==(const LineSegment&) const = default;
};

/// `box`: PostgreSQL sorts the corners, `high` is the upper right one.
struct Box {
  Point high{};
  Point low{};
  bool operator==(const Box&) const = default;
};

/// `path`
struct Path {
  std::vector<Point> points{};
  bool closed = false;
  bool operator==(const Path&) const = default;
};

struct Polygon {
  std::vector<Point> points{};
  bool operator==(const Polygon&) const = default;
};

struct Circle {
  Point center{};
  double radius = 0;
  bool operator==(const Circle&) const = default;
};

/// PostgreSQL's output form, with the shortest digits that read back exactly.
[[nodiscard]] std::string to_string(const Point& value);
[[nodiscard]] std::string to_string(const Line& value);
[[nodiscard]] std::string to_string(const LineSegment& value);
[[nodiscard]] std::string to_string(const Box& value);
[[nodiscard]] std::string to_string(const Path& value);
[[nodiscard]] std::string to_string(const Polygon& value);
[[nodiscard]] std::string to_string(const Circle& value);

}  // namespace pgscribe
