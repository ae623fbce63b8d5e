#include "pgscribe/types/geometry.hpp"

#include "types/floating.hpp"

// Text of the geometric types.

namespace pgscribe {

namespace {

std::string print_points(const std::vector<Point>& points) {
  std::string out;
  for (const Point& point : points) {
    if (!out.empty()) out += ',';
    out += to_string(point);
  }
  return out;
}

}  // namespace

std::string to_string(const Point& value) {
  std::string out = "(";
  detail::append_double(out, value.x);
  out += ',';
  detail::append_double(out, value.y);
  return out + ')';
}

std::string to_string(const Line& value) {
  std::string out = "{";
  detail::append_double(out, value.a);
  out += ',';
  detail::append_double(out, value.b);
  out += ',';
  detail::append_double(out, value.c);
  return out + '}';
}

std::string to_string(const LineSegment& value) {
  return '[' + to_string(value.start) + ',' + to_string(value.end) + ']';
}

std::string to_string(const Box& value) { return to_string(value.high) + ',' + to_string(value.low); }

std::string to_string(const Path& value) {
  return value.closed ? '(' + print_points(value.points) + ')' : '[' + print_points(value.points) + ']';
}

std::string to_string(const Polygon& value) { return '(' + print_points(value.points) + ')'; }

std::string to_string(const Circle& value) {
  std::string out = '<' + to_string(value.center) + ',';
  detail::append_double(out, value.radius);
  return out + '>';
}

}  // namespace pgscribe
