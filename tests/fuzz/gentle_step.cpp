#include "gentle_step.hpp"

#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "tokens.hpp"

namespace pgscribe::fuzz {

namespace {

using differential::Random;

using Words = std::vector<std::string_view>;

/// Words that stand for each other: any of a row can take the place of any other of it.
const std::vector<Words>& kinds() {
  static const std::vector<Words> rows{
      {"=", "<", ">", "<>", "<=", ">="},
      {"+", "-", "*", "/", "%"},
      {"AND", "OR"},
      {"LEFT", "RIGHT", "FULL", "INNER"},
      {"ASC", "DESC"},
      {"FIRST", "LAST"},
      {"UNION", "INTERSECT", "EXCEPT"},
      {"int", "integer", "bigint", "smallint", "text", "numeric", "boolean", "date", "timestamptz", "uuid", "jsonb"},
      {"count", "min", "max", "array_agg", "bool_or"},
      {"lower", "upper", "length", "md5", "coalesce"},
      {"one", "many", "exec", "execrows"},
      {"CASCADE", "RESTRICT"},
      {"UNIQUE", "PRIMARY"},
      {"BEFORE", "AFTER"},
      {"TABLE", "VIEW", "INDEX"},
  };
  return rows;
}

constexpr std::string_view kNumbers[] = {"0", "1", "-1", "2147483648", "9223372036854775808", "1.5", "1e10", "NULL"};
constexpr std::string_view kStrings[] = {"''",    "'a'", "'1'",        "'2020-01-01'", "'{}'",
                                         "'[1]'", "'t'", "'infinity'", "NULL"};
/// Before and after an expression.
constexpr std::pair<std::string_view, std::string_view> kWrappers[] = {
    {"(", ")"},
    {"COALESCE(", ", NULL)"},
    {"NULLIF(", ", NULL)"},
    {"(SELECT ", ")"},
    {"CASE WHEN true THEN ", " END"},
    {"CASE WHEN random() > 0.5 THEN ", " END"},
    {"ARRAY[", "]"},
    {"ROW(", ", 1)"},
    {"", "::text"},
    {"", " IS NOT NULL"},
    {"", " IS NOT DISTINCT FROM NULL"},
    {"NOT ", ""},
    {"max(", ")"},
    {"max(", ") OVER ()"},
    {"", " || ''"},
};

bool is_number(const std::string& token) { return token.front() >= '0' && token.front() <= '9'; }
bool is_string(const std::string& token) { return token.size() >= 2 && token.front() == '\''; }

bool is_keyword(const std::string& token) {
  bool has_lower = false;
  for (const char c : token) has_lower = has_lower || (c >= 'a' && c <= 'z');
  return !has_lower;  // the corpus writes keywords in capitals
}
bool is_name(const std::string& token) { return is_word(token.front()) && !is_number(token) && !is_keyword(token); }

/// The places of the tokens that `fits`.
template <class Fits>
std::vector<std::size_t> places(const Tokens& parts, const Fits& fits) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (fits(parts[i])) found.push_back(i);
  }
  return found;
}

template <std::size_t count>
std::string any_of(const std::string_view (&texts)[count], Random& random) {
  return std::string(texts[random.below(count)]);
}

void change_constant(Tokens& parts, Random& random) {
  const auto found = places(parts, [](const std::string& t) { return is_number(t) || is_string(t); });
  if (found.empty()) return;
  std::string& token = parts[random.pick(found)];
  token = is_number(token) ? any_of(kNumbers, random) : any_of(kStrings, random);
}

void change_name(Tokens& parts, Random& random) {
  const auto found = places(parts, is_name);
  if (!found.empty()) parts[random.pick(found)] = std::string(parts[random.pick(found)]);
}

const Words* kind_of(const std::string& token) {
  for (const Words& row : kinds()) {
    for (const std::string_view word : row) {
      if (word == token) return &row;
    }
  }
  return nullptr;
}

void change_kind(Tokens& parts, Random& random) {
  const auto found = places(parts, [](const std::string& t) { return kind_of(t) != nullptr; });
  if (found.empty()) return;
  std::string& token = parts[random.pick(found)];
  token = std::string(random.pick(*kind_of(token)));
}

void wrap_expression(Tokens& parts, Random& random) {
  const auto found = places(parts, [](const std::string& t) { return is_number(t) || is_string(t) || is_name(t); });
  if (found.empty()) return;
  const auto& [before, after] = kWrappers[random.below(std::size(kWrappers))];
  std::string& token = parts[random.pick(found)];
  token = std::string(before) + token + std::string(after);
}

/// A comma and what follows up to the next one at its level.
void change_item(Tokens& parts, Random& random) {
  const auto found = places(parts, [](const std::string& t) { return t == ","; });
  if (found.empty()) return;
  const std::size_t begin = random.pick(found);
  int depth = 0;
  std::size_t end = begin + 1;
  for (; end < parts.size() && depth >= 0; ++end) {
    if (depth == 0 && (parts[end] == "," || parts[end] == ";" || parts[end] == "FROM")) break;
    depth += parts[end] == "(" ? 1 : parts[end] == ")" ? -1 : 0;
  }
  if (depth < 0) --end;
  const auto first = parts.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto last = parts.begin() + static_cast<std::ptrdiff_t>(end);
  const Tokens item(first, last);
  if (random.percent(50)) {
    parts.erase(first, last);
  } else {
    parts.insert(last, item.begin(), item.end());
  }
}

/// Up to and with a semicolon that ends a line.
std::string change_statement(const std::string& text, Random& random) {
  std::vector<std::size_t> ends{0};
  for (std::size_t at = text.find(";\n"); at != std::string::npos; at = text.find(";\n", at + 1))
    ends.push_back(at + 2);
  if (ends.size() < 3) return text;
  const std::size_t i = random.below(ends.size() - 1);
  const std::string statement = text.substr(ends[i], ends[i + 1] - ends[i]);
  std::string result = text;
  if (random.percent(70)) {
    result.erase(ends[i], statement.size());
  } else {
    result.insert(random.pick(ends), statement);
  }
  return result;
}

void add_distinct(Tokens& parts, Random& random) {
  const auto found = places(parts, [](const std::string& t) { return t == "SELECT"; });
  if (!found.empty()) parts[random.pick(found)] += random.percent(50) ? " DISTINCT" : " ALL";
}

}  // namespace

std::string gentle_step(const std::string& text, Random& random) {
  const std::size_t kind = random.below(12);
  if (kind == 0) return change_statement(text, random);
  Tokens parts = tokens(text);
  if (parts.empty()) return text;
  switch (kind) {
    case 1:
    case 2: change_constant(parts, random); break;
    case 3: change_name(parts, random); break;
    case 4:
    case 5:
    case 6: change_kind(parts, random); break;
    case 7:
    case 8:
    case 9: wrap_expression(parts, random); break;
    case 10: change_item(parts, random); break;
    default: add_distinct(parts, random); break;
  }
  return joined(parts);
}

}  // namespace pgscribe::fuzz
