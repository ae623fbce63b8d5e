#include "run/types.hpp"

#include <doctest/doctest.h>

#include "codecs/wire.hpp"
#include "pgscribe/codecs.hpp"
#include "pgscribe/composed_codecs.hpp"

// Which types a codec is for, as far as the codec alone says it.

using namespace pgscribe;

namespace {

struct Note {
  std::string text{};
  bool operator==(const Note&) const = default;
};
struct Id {
  std::int64_t value{};
  bool operator==(const Id&) const = default;
};

constexpr Column kNoteFields[] = {column<std::string>("text", offsetof(Note, text), codec::text)};
constexpr auto kNote = codec::composite<Note>({"public", "note"}, kNoteFields);
constexpr Column kMailFields[] = {
    column<std::string>("text", offsetof(Note, text), codec::domain<codec::text, "public", "email">)};
constexpr auto kMail = codec::composite<Note>({"public", "mail"}, kMailFields);

constexpr std::uint32_t kText = 25;
constexpr std::uint32_t kInt4 = 23;
constexpr std::uint32_t kUserType = 16'500;

detail::KnownTypes with(const Codec& codec, detail::KnownTypes::Oids oids) {
  detail::KnownTypes types;
  types.add(codec, oids);
  return types;
}

}  // namespace

TEST_CASE("a built-in type is accepted by its number alone") {
  const detail::KnownTypes none;
  CHECK(detail::accepts_result(none, codec::int4, kInt4));
  CHECK_FALSE(detail::accepts_result(none, codec::int4, 20));
  CHECK_FALSE(detail::accepts_result(none, codec::int4, kUserType));
  CHECK_FALSE(detail::accepts_result(none, codec::int4, 0));
  CHECK(detail::accepts_result(none, codec::array<codec::int4>, 1007));
  CHECK_FALSE(detail::accepts_result(none, codec::array<codec::int4>, kInt4));
  CHECK(detail::accepts_result(none, codec::varchar, kText));
  CHECK(detail::accepts_result(none, codec::array<codec::varchar>, 1009));
  CHECK_FALSE(detail::accepts_result(none, codec::text, 114));
  CHECK_FALSE(detail::accepts_result(none, codec::json, kText));
}

TEST_CASE("a named type is accepted by what the connection knows of it") {
  const auto types = with(kNote, {kUserType, kUserType + 1});
  CHECK(detail::accepts_result(types, kNote, kUserType));
  CHECK_FALSE(detail::accepts_result(types, kNote, kUserType + 2));
  CHECK(detail::accepts_result(types, codec::array<kNote>, kUserType + 1));
  CHECK_FALSE(detail::accepts_result(types, codec::array<kNote>, kUserType));
  CHECK_MESSAGE(detail::accepts_result(types, kNote, 2249), "a row that the statement wrote out");
  CHECK(detail::accepts_result(types, codec::array<kNote>, 2287));
}

TEST_CASE("a domain comes as its base type, in an array as itself") {
  static constexpr const auto& kEmail = codec::domain<codec::text, "public", "email">;
  const auto types = with(kEmail, {kUserType, kUserType + 1});
  CHECK(detail::accepts_result(types, kEmail, kText));
  CHECK_FALSE(detail::accepts_result(types, kEmail, kUserType));
  CHECK(detail::accepts_result(types, codec::array<kEmail>, kUserType + 1));
  CHECK_FALSE(detail::accepts_result(types, codec::array<kEmail>, 1009));
  static constexpr const auto& kId = codec::strong_domain<Id, codec::int8, "public", "id">;
  CHECK(detail::accepts_result({}, kId, 20));
  CHECK_FALSE(detail::accepts_result({}, kId, kInt4));
}

TEST_CASE("parts of a value say what they are of") {
  CHECK(detail::accepts_nested(codec::int4, kInt4));
  CHECK_FALSE(detail::accepts_nested(codec::int4, kUserType));
  CHECK(detail::accepts_nested(kNote, kUserType));
  CHECK(detail::accepts_nested(kNote, 2249));
  CHECK_FALSE(detail::accepts_nested(kNote, kText));
  CHECK_FALSE(detail::accepts_nested(codec::citext, kText));
}

TEST_CASE("composites are read in binary form where every attribute has a number") {
  CHECK(detail::reads_binary(kNote));
  CHECK_FALSE(detail::reads_binary(kMail));
}

TEST_CASE("a codec for another type goes by the text form") {
  static constexpr const auto& kSame = codec::for_type<codec::int4, codec::int4>;
  static constexpr const auto& kWider = codec::for_type<codec::int8, codec::int4>;
  static constexpr const auto& kAlias = codec::for_type<codec::alias<Id, codec::int8>, codec::int8>;
  CHECK(detail::reads_binary(kSame));
  CHECK(detail::writes_binary(kSame));
  CHECK(detail::reads_binary(kAlias));
  CHECK_FALSE(detail::reads_binary(kWider));
  CHECK_FALSE(detail::writes_binary(kWider));
  CHECK(detail::type_oid(kWider) == kInt4);
  CHECK(detail::type_oid(codec::array<kWider>) == 1007);
  CHECK(detail::type_name(kWider) == "int4");
  CHECK(detail::type_name(codec::array<kNote>) == "public.note[]");
}

TEST_CASE("parameters are declared as far as their types are known") {
  const Parameter parameters[] = {parameter<std::int32_t>("a", 0, codec::int4), parameter<Note>("b", 0, kNote),
                                  parameter<std::string>("c", 0, codec::other)};
  std::vector<unsigned> oids;
  detail::declare({}, parameters, oids);
  CHECK(oids == std::vector<unsigned>{kInt4, 0, 0});
  detail::declare(with(kNote, {kUserType, 0}), parameters, oids);
  CHECK(oids == std::vector<unsigned>{kInt4, kUserType, 0});
}
