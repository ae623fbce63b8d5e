#include <algorithm>
#include <optional>
#include <vector>

#include "codecs/define.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/types/geometry.hpp"
#include "types/floating.hpp"

// Geometric types: in text they differ in their brackets only, in binary they are doubles, some behind a count.

namespace pgscribe {

namespace {

using detail::define;
using detail::store;
using detail::WireReader;

// All numbers of a geometric text, whatever stands between them.
std::optional<std::vector<double>> parse_numbers(std::string_view text) {
  std::vector<double> numbers;
  constexpr std::string_view kBetween = "()[]{}<>,";
  while (!text.empty()) {
    const std::size_t start = text.find_first_not_of(kBetween);
    if (start == text.npos) break;
    text.remove_prefix(start);
    const std::size_t size = std::min(text.find_first_of(kBetween), text.size());
    if (!detail::parse_floating(text.substr(0, size), numbers.emplace_back())) return std::nullopt;
    text.remove_prefix(size);
  }
  return numbers;
}

// Types of a fixed number of doubles, which all have the layout of an array of doubles.
template <typename T>
std::optional<T> parse_fixed(std::string_view text) {
  static_assert(sizeof(T) % sizeof(double) == 0 && std::is_trivially_copyable_v<T>);
  const auto numbers = parse_numbers(text);
  if (!numbers || numbers->size() != sizeof(T) / sizeof(double)) return std::nullopt;
  T value;
  std::memcpy(static_cast<void*>(&value), numbers->data(), sizeof value);
  return value;
}

template <typename T>
T read_fixed(WireReader& reader) {
  double numbers[sizeof(T) / sizeof(double)];
  for (double& number : numbers) number = reader.take<double>();
  T value;
  std::memcpy(static_cast<void*>(&value), numbers, sizeof value);
  return value;
}

template <typename T>
void encode_fixed_binary(const Codec&, const void* value, std::string& out) {
  double numbers[sizeof(T) / sizeof(double)];
  std::memcpy(numbers, value, sizeof numbers);
  for (const double number : numbers) store(out, number);
}

template <typename T>
constexpr Codec fixed(detail::TypeId id) {
  return define<T>(id, &detail::decode_value<T, &parse_fixed<T>, &read_fixed<T>>, &detail::print_value<T>,
                   &encode_fixed_binary<T>);
}

std::optional<std::vector<Point>> parse_points(std::string_view text) {
  const auto numbers = parse_numbers(text);
  if (!numbers || numbers->size() % 2 != 0) return std::nullopt;
  std::vector<Point> points;
  for (std::size_t i = 0; i < numbers->size(); i += 2) points.push_back({(*numbers)[i], (*numbers)[i + 1]});
  return points;
}

std::vector<Point> read_points(WireReader& reader) {
  const auto count = reader.take<std::int32_t>();
  std::vector<Point> points;
  for (std::int32_t i = 0; i < count; ++i) points.push_back(read_fixed<Point>(reader));
  return points;
}

void store_points(std::string& out, const std::vector<Point>& points) {
  store(out, static_cast<std::int32_t>(points.size()));
  for (const Point& point : points) {
    store(out, point.x);
    store(out, point.y);
  }
}

std::optional<Path> parse_path(std::string_view text) {
  auto points = parse_points(text);
  if (!points) return std::nullopt;
  return Path{*std::move(points), text.starts_with('(')};
}

Path read_path(WireReader& reader) {
  Path path;
  path.closed = reader.take<char>() != 0;
  path.points = read_points(reader);
  return path;
}

void encode_path_binary(const Codec&, const void* value, std::string& out) {
  const auto& path = *static_cast<const Path*>(value);
  out += path.closed ? '\1' : '\0';
  store_points(out, path.points);
}

std::optional<Polygon> parse_polygon(std::string_view text) {
  auto points = parse_points(text);
  if (!points) return std::nullopt;
  return Polygon{*std::move(points)};
}

Polygon read_polygon(WireReader& reader) { return {read_points(reader)}; }

void encode_polygon_binary(const Codec&, const void* value, std::string& out) {
  store_points(out, static_cast<const Polygon*>(value)->points);
}

constexpr Codec box_codec() {
  Codec codec = fixed<Box>({"box", 603, 1020});
  codec.delimiter = ';';  // the only type with one of its own: its text has commas
  return codec;
}

}  // namespace

namespace codec {

constinit const CodecOf<Point> point{fixed<Point>({"point", 600, 1017})};
constinit const CodecOf<Line> line{fixed<Line>({"line", 628, 629})};
constinit const CodecOf<LineSegment> lseg{fixed<LineSegment>({"lseg", 601, 1018})};
constinit const CodecOf<Box> box{box_codec()};
constinit const CodecOf<Path> path{define<Path>({"path", 602, 1019},
                                                &detail::decode_value<Path, &parse_path, &read_path>,
                                                &detail::print_value<Path>, &encode_path_binary)};
constinit const CodecOf<Polygon> polygon{define<Polygon>({"polygon", 604, 1027},
                                                         &detail::decode_value<Polygon, &parse_polygon, &read_polygon>,
                                                         &detail::print_value<Polygon>, &encode_polygon_binary)};
constinit const CodecOf<Circle> circle{fixed<Circle>({"circle", 718, 719})};

}  // namespace codec
}  // namespace pgscribe
