#include "mutator.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "gentle_step.hpp"
#include "tokens.hpp"

namespace pgscribe::fuzz {

namespace {

constexpr std::size_t kLongest = 200'000;
/// Of a hundred texts so many change in a way that most of the generator gets to see.
constexpr unsigned kGentle = 60;

/// Text that stands for a kind of trouble.
constexpr std::string_view kTroublemakers[] = {
    std::string_view("\0", 1),
    "\xFF",
    "\xC3",
    "\xE2\x80\xAE",
    "\xEF\xBB\xBF",
    "\xE2\x80\xA8",
    "\r",
    "\r\n",
    "\f",
    "\t",
    "\\",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ";",
    ",",
    "'",
    "\"",
    "$$",
    "$tag$",
    "$1",
    "$0",
    "$99999",
    "@x",
    "@",
    ":",
    "::",
    "..",
    "*",
    "--",
    "/*",
    "*/",
    "E'\\u0000'",
    "U&\"\\0041\"",
    "''",
    "\"\"",
    "1e400",
    "99999999999999999999",
    "-1",
    "NULL",
    "DEFAULT",
    "sqlc.arg(",
    "sqlc.narg(a)",
    "sqlc.embed(t)",
    "sqlc.slice(a)",
    "\n-- name: Extra :many\n",
    "\n-- name: ",
    ":one",
    ":copyfrom",
    "\n-- @row Shared\n",
    "\n-- @column a type my::T\n",
    "\n-- @param a not null\n",
    "\n-- @timeout 5s\n",
    "::int[][]",
    "ARRAY[",
    "ROW(",
    "LATERAL",
    "WITH RECURSIVE t AS (",
    "GROUPING SETS ((), ())",
    "OVER (",
    "FILTER (WHERE",
    "COLLATE \"C\"",
    "AT TIME ZONE",
    "INTERVAL '1'",
    "XMLTABLE(",
    "MERGE INTO",
    "RETURNING *",
    "ON CONFLICT DO NOTHING",
    "PARTITION BY",
    "INHERITS (",
    "CREATE TYPE t AS ENUM (",
    "DROP TABLE",
    "ALTER TABLE",
    "CASCADE",
    "DO $$ BEGIN",
    "COPY t FROM stdin;\n",
    "\\connect x\n",
    "SET search_path TO",
    "int4range",
    "record",
    "unknown",
    "anyelement",
    "void",
    "\"char\"",
    "varchar(0)",
    "numeric(3,1)",
    "bit(3)",
    "jsonpath",
    "- ",
    "? ",
    "&a ",
    "*a",
    "<<: ",
    "!!int ",
    "%YAML 1.2\n---\n",
    "|\n",
    ">\n",
    "null",
    "~",
    "true",
    "overrides",
    "rename",
    "cpp_type",
    "std::optional<int>",
    "layout",
    "header_only",
    "../",
    "/dev/null",
};

std::size_t clamped(std::size_t value, std::size_t limit) { return std::min(value, limit); }

void flip_bit(std::string& text, Random& random) {
  char& c = text[random.below(text.size())];
  c = static_cast<char>(static_cast<unsigned char>(c) ^ (1U << random.below(8)));
}

void remove_bytes(std::string& text, Random& random) {
  const std::size_t at = random.below(text.size());
  text.erase(at, std::vector<std::size_t>{1, 2, 5, 20, 100}[random.below(5)]);
}

void repeat_bytes(std::string& text, Random& random) {
  const std::size_t at = random.below(text.size());
  const std::string piece = text.substr(at, std::vector<std::size_t>{1, 5, 20, 100, 500}[random.below(5)]);
  const std::size_t times = std::vector<std::size_t>{1, 2, 10, 200}[random.below(4)];
  for (std::size_t i = 0; i < times && text.size() < kLongest; ++i) text.insert(at, piece);
}

void insert_trouble(std::string& text, Random& random) {
  std::string piece(kTroublemakers[random.below(std::size(kTroublemakers))]);
  if (random.percent(50)) piece = " " + piece + " ";
  text.insert(random.below(text.size() + 1), piece);
}

void swap_tokens(Tokens& parts, Random& random) {
  std::swap(parts[random.below(parts.size())], parts[random.below(parts.size())]);
}

void drop_tokens(Tokens& parts, Random& random) {
  const std::size_t at = random.below(parts.size());
  const std::size_t end = clamped(at + 1 + random.below(4), parts.size());
  parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at), parts.begin() + static_cast<std::ptrdiff_t>(end));
}

void shuffle_tokens(Tokens& parts, Random& random) {
  const std::size_t begin = random.below(parts.size());
  const std::size_t end = clamped(begin + 3 + random.below(18), parts.size());
  for (std::size_t i = begin; i < end; ++i) std::swap(parts[i], parts[begin + random.below(end - begin)]);
}

/// One word in place of another, once or everywhere.
void rename_word(Tokens& parts, Random& random) {
  const std::string from = parts[random.below(parts.size())];
  const std::string to = parts[random.below(parts.size())];
  const bool everywhere = random.percent(60);
  for (std::string& part : parts) {
    if (part != from) continue;
    part = to;
    if (!everywhere) return;
  }
}

void move_statement(std::string& text, Random& random) {
  const std::size_t from = text.find(';', random.below(text.size()));
  if (from == std::string::npos) return;
  const std::size_t end = text.find(';', from + 1);
  const std::string statement = text.substr(from, end == std::string::npos ? end : end - from);
  if (random.percent(50)) text.erase(from, statement.size());
  text.insert(random.below(text.size() + 1), statement);
}

}  // namespace

Mutator::Mutator(const std::vector<std::string>& donors) {
  for (const std::string& donor : donors) {
    Tokens parts = tokens(donor);
    if (!parts.empty()) donors_.push_back(std::move(parts));
  }
}

std::string Mutator::mutate(std::string text, Random& random) const {
  if (random.percent(kGentle)) {
    const std::size_t steps = std::vector<std::size_t>{1, 1, 2, 3}[random.below(4)];
    for (std::size_t i = 0; i < steps; ++i) text = gentle_step(text, random);
    return text;
  }
  const std::size_t steps = std::vector<std::size_t>{1, 1, 1, 2, 3, 6}[random.below(6)];
  for (std::size_t i = 0; i < steps; ++i) text = step(text, random);
  if (text.size() > kLongest) text.resize(kLongest);
  return text;
}

std::string Mutator::step(const std::string& text, Random& random) const {
  std::string result = text.empty() ? "SELECT 1" : text;
  const std::size_t kind = random.below(13);
  switch (kind) {
    case 0: flip_bit(result, random); return result;
    case 1: result.resize(random.below(result.size() + 1)); return result;
    case 2: remove_bytes(result, random); return result;
    case 3: repeat_bytes(result, random); return result;
    case 4:
    case 5: insert_trouble(result, random); return result;
    case 6: move_statement(result, random); return result;
    default: break;
  }
  Tokens parts = tokens(result);
  switch (kind) {
    case 7: swap_tokens(parts, random); break;
    case 8: drop_tokens(parts, random); break;
    case 9: shuffle_tokens(parts, random); break;
    case 10: rename_word(parts, random); break;
    default: {  // a piece of another text
      const Tokens& donor = random.pick(donors_);
      const std::size_t begin = random.below(donor.size());
      const std::size_t end = clamped(begin + std::vector<std::size_t>{1, 3, 10, 40}[random.below(4)], donor.size());
      parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(random.below(parts.size() + 1)),
                   donor.begin() + static_cast<std::ptrdiff_t>(begin),
                   donor.begin() + static_cast<std::ptrdiff_t>(end));
    }
  }
  return joined(parts);
}

}  // namespace pgscribe::fuzz
