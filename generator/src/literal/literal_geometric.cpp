#include <cerrno>
#include <cmath>
#include <cstdlib>

#include "literal/literal_types.hpp"
#include "literal/messages.hpp"

// Input of the geometric types: geo_ops.c.

namespace pgscribe::literal {

namespace oid = catalog::oid;

namespace {

struct Point {
  double x = 0;
  double y = 0;
};

constexpr double kEpsilon = 1.0e-06;
bool is_zero(double value) { return std::fabs(value) <= kEpsilon; }
bool is_equal(double a, double b) { return a == b || std::fabs(a - b) <= kEpsilon || (std::isnan(a) && std::isnan(b)); }

/// The text of one value, read from front to back. Every reading function is false after a failure.
class ShapeReader {
 public:
  ShapeReader(std::string_view type, std::string_view text) : type_(type), text_(text), rest_(text) {}

  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_[0]; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  void advance() { rest_.remove_prefix(1); }
  bool take(char c) {
    if (peek() != c) return fail();
    advance();
    return true;
  }
  void skip_blanks() { rest_ = skip_spaces(rest_); }
  /// True where the opening parenthesis here is the last one of the text.
  [[nodiscard]] bool is_last_open_paren() const { return rest_.find_last_of('(') == 0; }
  /// What follows the next character and white space.
  [[nodiscard]] std::string_view after_next() const {
    std::string_view after = rest_.substr(1);
    after = skip_spaces(after);
    return after;
  }
  void jump(std::string_view rest) { rest_ = rest; }
  [[nodiscard]] std::string_view rest() const { return rest_; }

  bool fail() { return fail(invalid_syntax(type_, text_)); }
  bool fail(LiteralError error) {
    if (!error_) error_ = std::move(error);
    return false;
  }
  bool finish() { return at_end() || fail(); }
  [[nodiscard]] LiteralResult error() const { return error_; }

  /// float8in_internal with the spaces around the number.
  bool read_number(double& value);
  /// pair_decode, up to what follows the pair.
  bool read_pair(Point& point);
  /// path_decode. `may_be_open`: brackets are fine.
  bool read_path(bool may_be_open, std::size_t count, std::vector<Point>& points);

 private:
  std::string_view type_;
  std::string_view text_;
  std::string_view rest_;
  LiteralResult error_;
};

bool ShapeReader::read_number(double& value) {
  skip_blanks();
  const std::string number(rest_);
  char* end = nullptr;
  errno = 0;
  value = std::strtod(number.c_str(), &end);
  const auto length = static_cast<std::size_t>(end - number.c_str());
  if (length == 0) return fail();
  if (errno == ERANGE && (value == 0 || std::isinf(value))) {
    return fail(msg::GeometricNumberOutOfRange(number.substr(0, length)));
  }
  rest_.remove_prefix(length);
  skip_blanks();
  return true;
}

bool ShapeReader::read_pair(Point& point) {
  skip_blanks();
  const bool delimited = peek() == '(';
  if (delimited) advance();
  if (!read_number(point.x) || !take(',') || !read_number(point.y)) return false;
  if (delimited) {
    if (!take(')')) return false;
    skip_blanks();
  }
  return true;
}

bool ShapeReader::read_path(bool may_be_open, std::size_t count, std::vector<Point>& points) {
  skip_blanks();
  int depth = 0;
  const bool is_open = peek() == '[';
  if (is_open) {
    if (!may_be_open) return fail();
    ++depth;
    advance();
  } else if (peek() == '(') {
    // A parenthesis around the whole, not around the first point.
    const std::string_view after = after_next();
    if ((!after.empty() && after[0] == '(') || is_last_open_paren()) {
      ++depth;
      rest_ = after;
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    points.emplace_back();
    if (!read_pair(points.back())) return false;
    if (peek() == ',') advance();
  }
  for (; depth > 0; --depth) {
    if (peek() != ')' && !(peek() == ']' && is_open && depth == 1)) return fail();
    advance();
    skip_blanks();
  }
  return true;
}

/// pair_count: how many points the commas make; 0: not a whole number of them.
std::size_t count_pairs(std::string_view text) {
  std::size_t commas = 0;
  for (const char c : text) commas += static_cast<std::size_t>(c == ',');
  return commas % 2 == 1 ? (commas + 1) / 2 : 0;
}

bool read_free_path(ShapeReader& reader, std::string_view text) {
  const std::size_t count = count_pairs(text);
  if (count == 0) return reader.fail();
  reader.skip_blanks();
  const bool delimited = reader.peek() == '(' && reader.is_last_open_paren();
  if (delimited) reader.advance();
  std::vector<Point> points;
  if (!reader.read_path(true, count, points)) return false;
  if (delimited) {
    if (!reader.take(')')) return false;
    reader.skip_blanks();
  }
  return reader.finish();
}

bool read_circle(ShapeReader& reader) {
  reader.skip_blanks();
  bool delimited = reader.peek() == '<';
  if (delimited) {
    reader.advance();
  } else if (reader.peek() == '(') {
    const std::string_view after = reader.after_next();
    if (!after.empty() && after[0] == '(') {
      delimited = true;
      reader.jump(after);
    }
  }
  Point center;
  if (!reader.read_pair(center)) return false;
  if (reader.peek() == ',') reader.advance();
  double radius = 0;
  if (!reader.read_number(radius)) return false;
  if (radius < 0) return reader.fail();
  if (delimited) {
    if (reader.peek() != ')' && reader.peek() != '>') return reader.fail();
    reader.advance();
    reader.skip_blanks();
  }
  return reader.finish();
}

/// {A,B,C}
bool read_line_equation(ShapeReader& reader) {
  reader.advance();
  double a = 0;
  double b = 0;
  double c = 0;
  if (!reader.read_number(a) || !reader.take(',') || !reader.read_number(b) || !reader.take(',') ||
      !reader.read_number(c) || !reader.take('}')) {
    return false;
  }
  reader.skip_blanks();
  if (!reader.finish()) return false;
  if (!is_zero(a) || !is_zero(b)) return true;
  return reader.fail(msg::LineWithoutDirection());
}

bool read_line(ShapeReader& reader) {
  reader.skip_blanks();
  if (reader.peek() == '{') return read_line_equation(reader);
  std::vector<Point> points;
  if (!reader.read_path(true, 2, points) || !reader.finish()) return false;
  if (!is_equal(points[0].x, points[1].x) || !is_equal(points[0].y, points[1].y)) return true;
  return reader.fail(msg::LineOfOnePoint());
}

std::string_view type_label(catalog::Oid type) {
  switch (type) {
    case oid::point: return "point";
    case oid::lseg: return "lseg";
    case oid::box: return "box";
    case oid::path: return "path";
    case oid::polygon: return "polygon";
    case oid::circle: return "circle";
    default: return "line";
  }
}

}  // namespace

LiteralResult check_geometric(catalog::Oid type, std::string_view text) {
  ShapeReader reader(type_label(type), text);
  std::vector<Point> points;
  switch (type) {
    case oid::point: {
      Point point;
      (void)(reader.read_pair(point) && reader.finish());
      break;
    }
    case oid::lseg:
    case oid::box: (void)(reader.read_path(type == oid::lseg, 2, points) && reader.finish()); break;
    case oid::path: (void)read_free_path(reader, text); break;
    case oid::polygon: {
      const std::size_t count = count_pairs(text);
      (void)(count == 0 ? reader.fail() : reader.read_path(false, count, points) && reader.finish());
      break;
    }
    case oid::circle: (void)read_circle(reader); break;
    default: (void)read_line(reader); break;
  }
  return reader.error();
}

}  // namespace pgscribe::literal
