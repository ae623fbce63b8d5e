#include "pgscribe/json_adapter.hpp"

#include <sstream>
#include <stdexcept>

#include "codec_check.hpp"
#include "codecs/members.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/composed_codecs.hpp"
#include "pgscribe/error.hpp"
#include "pgscribe/json.hpp"
#include "pgscribe/json_codecs.hpp"
#include "pgscribe/print.hpp"

using namespace pgscribe;
using namespace codec_check;

namespace my {

struct Tag {
  std::string text{};
  bool operator==(const Tag&) const = default;
};

}  // namespace my

template <>
struct pgscribe::JsonAdapter<my::Tag> {
  static my::Tag parse(std::string_view json) {
    if (!json.starts_with('"')) throw std::invalid_argument("secret: " + std::string{json});
    return {std::string{json.substr(1, json.size() - 2)}};
  }
  static std::string print(const my::Tag& tag) { return '"' + tag.text + '"'; }
};

namespace {

constexpr const auto& kJson = codec::json_as<my::Tag, codec::json>;
constexpr const auto& kJsonb = codec::json_as<my::Tag, codec::jsonb>;

}  // namespace

TEST_CASE("json and jsonb as a type of the user's, in both forms") {
  round_trip(kJson, "\"a\"", my::Tag{"a"});
  round_trip(kJsonb, "\"a\"", my::Tag{"a"});
  CHECK(detail::reads_binary(kJsonb));
  CHECK(detail::writes_binary(kJsonb));
  CHECK(detail::type_oid(kJson) == 114);
  CHECK(detail::type_oid(kJsonb) == 3802);
  CHECK(encode_binary(kJsonb, my::Tag{"a"}) == "\1\"a\"");
  CHECK(encode_binary(kJson, my::Tag{"a"}) == "\"a\"");
  CHECK(decode(kJsonb, "\1\"a\"", true) == my::Tag{"a"});
  refused_binary(kJsonb, "\2\"a\"");
  CHECK_THROWS_AS((void)encode(kJsonb, my::Tag{std::string("a\0b", 3)}), ConversionError);
}

TEST_CASE("in arrays, domains and JSON that is read as structs") {
  using Tags = std::vector<my::Tag>;
  round_trip(codec::array<kJsonb>, R"({"\"a\"","\"b\""})", Tags{{"a"}, {"b"}});
  CHECK(detail::type_oid(codec::array<kJsonb>) == 3807);
  CHECK(decode(codec::nullable_array<kJsonb>, R"({"\"a\"",NULL})").size() == 2);
  round_trip(codec::domain<kJsonb, "public", "tag">, "\"a\"", my::Tag{"a"});
  CHECK(decode(codec::from_json<codec::array<kJsonb>, codec::jsonb>, R"(["a", "b"])") == Tags{{"a"}, {"b"}});
}

TEST_CASE("what an adapter says of a value is not in the message") {
  struct Row {
    my::Tag tag{};
  };
  const Column column = pgscribe::column<my::Tag>("tag", offsetof(Row, tag), kJsonb);
  Row row;
  const Cell cell{"12345", 5};
  try {
    detail::decode_member(column, &cell, reinterpret_cast<std::byte*>(&row));
    FAIL("it fits");
  } catch (const ConversionError& error) {
    CHECK(error.column() == "tag");
    CHECK(error.message() == "column \"tag\": the codec of type jsonb refused a value");
    CHECK_THROWS_AS(std::rethrow_if_nested(error), std::invalid_argument);
  }
}

TEST_CASE("a type that only the adapter knows is printed, and put into other JSON, by it") {
  std::ostringstream out;
  print(out, std::vector<my::Tag>{{"a"}});
  CHECK(out.str() == "{\"a\"}");
  CHECK(json_value(my::Tag{"a"}) == nlohmann::json("a"));
  my::Tag read;
  json_read(nlohmann::json("b"), read);
  CHECK(read == my::Tag{"b"});
}
