#include <doctest/doctest.h>

#include <string>

#include "pgscribe/codecs.hpp"
#include "pgscribe/variants.hpp"

using namespace pgscribe;

// Cursors as text.

namespace {

struct Cursor {
  std::int64_t id{};
  std::optional<std::string> name{};
  friend bool operator==(const Cursor&, const Cursor&) = default;
};
constexpr Column kFields[] = {column<decltype(Cursor::id)>("id", offsetof(Cursor, id), codec::int8),
                              column<decltype(Cursor::name)>("name", offsetof(Cursor, name), codec::text)};

std::optional<Cursor> parse(std::string_view text, std::string_view query = "Page") {
  Cursor cursor{.id = -1, .name = "before"};
  if (!read_cursor(text, query, kFields, &cursor)) return std::nullopt;
  return cursor;
}

}  // namespace

TEST_CASE("a cursor comes back from its text") {
  for (const Cursor& cursor : {Cursor{}, Cursor{.id = -7, .name = ""}, Cursor{.id = 1, .name = "ä \"x\" / ? & +"},
                               Cursor{.id = 1, .name = std::string(300, 'x')}, Cursor{.id = 12, .name = "ab"},
                               Cursor{.id = 123, .name = "b"}}) {
    const std::string text = cursor_text("Page", kFields, &cursor);
    CHECK(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == text.npos);
    CHECK(parse(text) == cursor);
    CHECK_FALSE(parse(text, "OtherPage"));
  }
}

TEST_CASE("no text that was changed is a cursor") {
  const Cursor cursor{.id = 42, .name = "Ada"};
  const std::string text = cursor_text("Page", kFields, &cursor);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'Q' : 'A';
    CAPTURE(i);
    CHECK(parse(changed).value_or(cursor) == cursor);  // the bits behind the last byte say nothing
    CHECK_FALSE(parse(text.substr(0, i)));
  }
  CHECK_FALSE(parse(text + "AAAA"));
  CHECK_FALSE(parse("no cursor!"));
  CHECK_FALSE(parse(""));
}
