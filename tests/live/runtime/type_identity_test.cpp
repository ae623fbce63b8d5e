#include <array>
#include <string>
#include <vector>

#include "live_database.hpp"
#include "pgscribe/row_source.hpp"
#include "pgscribe/stream.hpp"
#include "pgscribe/types.hpp"

// A codec reads and copies the types that it was made for and no others, also when a column is altered under a running
// connection.

using namespace pgscribe;

namespace {

enum class Mood { calm, wild };

struct Pair {
  std::int32_t first{};
  std::string second{};
  bool operator==(const Pair&) const = default;
};

}  // namespace

template <>
struct pgscribe::EnumTraits<Mood> {
  static constexpr pgscribe::TypeName type{"public", "mood"};
  static constexpr std::array<std::string_view, 2> labels{"calm", "wild"};
};

namespace {

constexpr Column kPairFields[] = {column<std::int32_t>("first", offsetof(Pair, first), codec::int4),
                                  column<std::string>("second", offsetof(Pair, second), codec::text)};
constexpr auto kPair = codec::composite<Pair>({"public", "pair"}, kPairFields);
constexpr auto kFloats = codec::range<codec::float8>({"public", "floats"});
constexpr auto kManyFloats = codec::multirange<kFloats>({"public", "many_floats"});
constexpr const auto& kMood = codec::enumeration<Mood>;

constexpr const char* kSchema = R"(
  CREATE EXTENSION citext;
  CREATE SCHEMA elsewhere;
  CREATE EXTENSION hstore SCHEMA elsewhere;
  CREATE EXTENSION ltree;
  CREATE EXTENSION cube;
  CREATE TYPE mood AS ENUM ('calm', 'wild');
  CREATE TYPE other_mood AS ENUM ('calm', 'wild');
  CREATE TYPE elsewhere.mood AS ENUM ('calm', 'wild');
  CREATE TYPE pair AS (first integer, second text);
  CREATE TYPE floats AS RANGE (subtype = float8, multirange_type_name = many_floats);
  CREATE DOMAIN positive AS integer CHECK (value > 0);
)";

struct TypedCodec {
  const char* type;
  const Codec* codec;
  bool is_characters = false;
};

const std::vector<TypedCodec>& typed_codecs() {
  static const std::vector<TypedCodec> all{
      {"bool", &codec::bool_},
      {"int2", &codec::int2},
      {"int4", &codec::int4},
      {"int8", &codec::int8},
      {"float4", &codec::float4},
      {"float8", &codec::float8},
      {"numeric", &codec::numeric},
      {"money", &codec::money},
      {"text", &codec::text, true},
      {"varchar", &codec::varchar, true},
      {"bpchar", &codec::bpchar, true},
      {"name", &codec::name, true},
      {"xml", &codec::xml},
      {"\"char\"", &codec::char_},
      {"json", &codec::json},
      {"jsonb", &codec::jsonb},
      {"jsonpath", &codec::jsonpath},
      {"tsvector", &codec::tsvector},
      {"tsquery", &codec::tsquery},
      {"bytea", &codec::bytea},
      {"bit", &codec::bit},
      {"varbit", &codec::varbit},
      {"uuid", &codec::uuid},
      {"date", &codec::date},
      {"timestamp", &codec::timestamp},
      {"timestamptz", &codec::timestamptz},
      {"time", &codec::time},
      {"timetz", &codec::timetz},
      {"interval", &codec::interval},
      {"inet", &codec::inet},
      {"cidr", &codec::cidr},
      {"macaddr", &codec::macaddr},
      {"macaddr8", &codec::macaddr8},
      {"point", &codec::point},
      {"line", &codec::line},
      {"lseg", &codec::lseg},
      {"box", &codec::box},
      {"path", &codec::path},
      {"polygon", &codec::polygon},
      {"circle", &codec::circle},
      {"int4range", &codec::int4range},
      {"int8range", &codec::int8range},
      {"numrange", &codec::numrange},
      {"tsrange", &codec::tsrange},
      {"tstzrange", &codec::tstzrange},
      {"daterange", &codec::daterange},
      {"int4multirange", &codec::int4multirange},
      {"datemultirange", &codec::datemultirange},
      {"oid", &codec::oid},
      {"xid", &codec::xid},
      {"cid", &codec::cid},
      {"xid8", &codec::xid8},
      {"tid", &codec::tid},
      {"pg_lsn", &codec::pg_lsn},
      {"int2vector", &codec::int2vector},
      {"oidvector", &codec::oidvector},
      {"regclass", &codec::regclass},
      {"regtype", &codec::regtype},
      {"refcursor", &codec::refcursor},
      {"citext", &codec::citext},
      {"elsewhere.hstore", &codec::hstore},
      {"ltree", &codec::ltree},
      {"cube", &codec::cube},
      {"public.mood", &kMood},
      {"pair", &kPair},
      {"floats", &kFloats},
      {"many_floats", &kManyFloats},
      {"int4[]", &codec::array<codec::int4>},
      {"int8[]", &codec::array<codec::int8>},
      {"jsonb[]", &codec::array<codec::jsonb>},
      {"public.mood[]", &codec::array<kMood>},
      {"pair[]", &codec::array<kPair>},
      {"floats[]", &codec::array<kFloats>},
      {"citext[]", &codec::array<codec::citext>},
      {"positive[]", &codec::array<codec::domain<codec::int4, "public", "positive">>},
  };
  return all;
}

/// Neither is compared with what was made of it, so that only the type decides.
const Statement& null_of(const char* type, const Codec& codec) {
  return live::statement(std::string{"SELECT NULL::"} + type, {.name = "value", .codec = &codec, .nullable = true});
}

struct Any {
  alignas(std::max_align_t) std::byte room[256]{};
};

/// Reads NULL into a std::optional of whatever the codec makes.
void read_null(Executor& executor, const char* type, const Codec& codec) {
  Any row;
  detail::run_one(executor, null_of(type, codec), {}, &row);
}

/// Copies no row into the column "v" of a table.
void copy_nothing(Executor& executor, const std::string& table, const Codec& codec) {
  const Parameter column{.name = "v", .codec = &codec, .nullable = true};
  const CopyStatement statement{.name = "Copy", .table = table.c_str(), .parameters = {&column, 1}};
  (void)copy_from(executor, statement, {nullptr, [](void*) -> const void* { return nullptr; }});
}

PoolOptions options(bool prepare) {
  PoolOptions result;
  result.statements = prepare ? StatementMode::prepared : StatementMode::unprepared;
  return result;
}

/// A database of which one connection is kept, in one of both statement modes.
struct Running {
  explicit Running(bool prepare) : live(options(prepare)), connection(live.pool.acquire()) {
    connection.execute(kSchema);
  }

  live::Database live;
  Connection connection;
};

template <typename Test>
void in_both_modes(Test test) {
  for (const bool prepare : {true, false}) {
    CAPTURE(prepare);
    Running running{prepare};
    test(running.connection);
  }
}

template <typename T, typename View>
const Statement& value_statement(const CodecOf<T, View>& codec) {
  return live::statement("SELECT v FROM t", {.name = "v", .codec = &codec});
}

/// The column is `from` when the connection reads it first, then `to`.
template <typename T, typename View>
void check_altered(Connection& connection, const CodecOf<T, View>& codec, const std::string& from,
                   const std::string& value, const std::string& to, const std::string& by) {
  CAPTURE(from);
  CAPTURE(to);
  connection.execute("CREATE TABLE t (v " + from + "); INSERT INTO t VALUES (" + value + ")");
  const Statement& read = value_statement(codec);
  const T old = one<T>(connection, read, {});
  const Parameter column{.name = "v", .codec = &codec};
  const CopyStatement copy{.name = "Copy", .table = "t", .parameters = {&column, 1}};
  const auto copy_old = [&] {
    return with_row_source<T>(std::span<const T>{&old, 1},
                              [&](RowSource rows) { return copy_from(connection, copy, rows); });
  };
  CHECK(copy_old() == 1);
  connection.execute("ALTER TABLE t ALTER v TYPE " + to + " USING " + by);
  for (int i = 0; i < 2; ++i) {
    try {
      (void)one<T>(connection, read, {});
      FAIL("the new type was read as the old one");
    } catch (const UnexpectedType& error) {
      CHECK(error.column() == "v");
    }
    try {
      (void)copy_old();
      FAIL("the old type was copied into the new one");
    } catch (const UnexpectedType& error) {
      CHECK(error.column() == "v");
      CHECK(error.query() == "Copy");
    }
  }
  CHECK(live::integer(connection, "SELECT count(*) FROM t") == 2);
  connection.execute("DROP TABLE t");
}

}  // namespace

TEST_CASE("every codec reads its type and no other, and copies into it") {
  Running running{false};
  for (std::size_t i = 0; i < typed_codecs().size(); ++i) {
    const TypedCodec& source = typed_codecs()[i];
    const std::string table = "t" + std::to_string(i);
    running.connection.execute("CREATE TABLE " + table + " (v " + source.type + ")");
    for (const TypedCodec& target : typed_codecs()) {
      const bool same = &target == &source || (target.is_characters && source.is_characters);
      const std::string pair = std::string{source.type} + " as " + target.type;
      CAPTURE(pair);
      if (same) {
        CHECK_NOTHROW(read_null(running.connection, source.type, *target.codec));
        CHECK_NOTHROW(copy_nothing(running.connection, table, *target.codec));
      } else {
        CHECK_THROWS_AS(read_null(running.connection, source.type, *target.codec), UnexpectedType);
        CHECK_THROWS_AS(copy_nothing(running.connection, table, *target.codec), UnexpectedType);
      }
    }
  }
}

TEST_CASE("a type of the same name in another schema is another type") {
  in_both_modes([](Connection& connection) {
    CHECK_NOTHROW(read_null(connection, "public.mood", kMood));
    CHECK_THROWS_AS(read_null(connection, "elsewhere.mood", kMood), UnexpectedType);
    CHECK_THROWS_AS(read_null(connection, "other_mood", kMood), UnexpectedType);
  });
}

TEST_CASE("a column that is altered under a running connection") {
  in_both_modes([](Connection& connection) {
    check_altered(connection, codec::int4, "integer", "1", "mood", "'calm'::mood");
    check_altered(connection, codec::date, "date", "'2024-02-29'", "mood", "'wild'::mood");
    check_altered(connection, codec::int4, "integer", "1", "date", "'2024-01-01'::date + v");
    check_altered(connection, codec::int8, "bigint", "1", "timestamptz", "to_timestamp(v)");
    check_altered(connection, codec::float8, "float8", "1", "bigint", "v::bigint");
    check_altered(connection, codec::text, "text", "'a.b'", "ltree", "v::ltree");
    check_altered(connection, codec::text, "text", "'{}'", "jsonb", "v::jsonb");
    check_altered(connection, codec::citext, "citext", "'a'", "text", "v::text");
    check_altered(connection, codec::uuid, "uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "mood", "'calm'::mood");
    check_altered(connection, kMood, "mood", "'calm'", "text", "v::text");
    check_altered(connection, kMood, "mood", "'calm'", "other_mood", "v::text::other_mood");
    check_altered(connection, codec::array<codec::int4>, "int4[]", "'{1}'", "mood[]", "'{calm}'");
    check_altered(connection, codec::array<kMood>, "mood[]", "'{calm}'", "text[]", "v::text[]");
    check_altered(connection, kFloats, "floats", "'[1,2)'", "int8range", "'[1,2)'::int8range");
  });
}

TEST_CASE("what holds the same characters, and domains, stay readable") {
  in_both_modes([](Connection& connection) {
    connection.execute("CREATE TABLE t (v varchar(5)); INSERT INTO t VALUES ('v')");
    const Statement& text = value_statement(codec::varchar);
    CHECK(one<std::string>(connection, text, {}) == "v");
    connection.execute("ALTER TABLE t ALTER v TYPE text");
    CHECK(one<std::string>(connection, text, {}) == "v");
    connection.execute("DROP TABLE t; CREATE TABLE t (v integer); INSERT INTO t VALUES (7)");
    const Statement& number = value_statement(codec::int4);
    CHECK(one<std::int32_t>(connection, number, {}) == 7);
    connection.execute("ALTER TABLE t ALTER v TYPE positive");
    CHECK(one<std::int32_t>(connection, number, {}) == 7);
    CHECK_NOTHROW(copy_nothing(connection, "t", codec::int4));
    connection.execute("CREATE DOMAIN small AS positive CHECK (value < 10); ALTER TABLE t ALTER v TYPE small");
    CHECK_NOTHROW(copy_nothing(connection, "t", codec::int4));
    CHECK_NOTHROW(copy_nothing(connection, "t", codec::domain<codec::int4, "public", "positive">));
    CHECK_THROWS_AS(copy_nothing(connection, "t", codec::date), UnexpectedType);
  });
}

TEST_CASE("a type that is made anew is asked for again") {
  static constexpr Column kColumn[] = {column<Mood>("v", 0, kMood)};
  static constexpr Parameter kParameter[] = {parameter<Mood>("mood", 0, kMood)};
  static constexpr Statement kEcho{
      .name = "Echo", .sql = "SELECT $1::mood AS v", .columns = kColumn, .parameters = kParameter};
  static constexpr Statement kFresh{
      .name = "Fresh", .sql = "SELECT v FROM t WHERE v = $1", .columns = kColumn, .parameters = kParameter};
  in_both_modes([](Connection& connection) {
    connection.execute("CREATE TABLE t (v mood); INSERT INTO t VALUES ('wild')");
    const Mood wild = Mood::wild;
    CHECK(one<Mood>(connection, kEcho, positional(wild)) == Mood::wild);
    connection.execute(
        "ALTER TYPE mood RENAME TO old_mood; CREATE TYPE mood AS ENUM ('calm', 'wild');"
        "ALTER TABLE t ALTER v TYPE mood USING v::text::mood; DROP TYPE old_mood");
    CHECK_NOTHROW(copy_nothing(connection, "t", kMood));
    CHECK(one<Mood>(connection, kFresh, positional(wild)) == Mood::wild);
    CHECK(one<Mood>(connection, kEcho, positional(wild)) == Mood::wild);
  });
}

TEST_CASE("a composite has the attributes that were generated, by name, in their order") {
  const std::pair<const char*, const char*> changes[] = {
      {"CREATE TYPE pair AS (second text, first integer)", "(second text, first integer)"},
      {"CREATE TYPE pair AS (first integer, third text)", "(first integer, third text)"},
      {"CREATE TYPE pair AS (first bigint, second text)", "(first bigint, second text)"},
      {"CREATE TYPE pair AS (first integer, second text, third text)", "(first integer, second text, third text)"},
      {"CREATE TYPE pair AS (first integer)", "(first integer)"},
      {"CREATE TABLE pair (dropped text, first integer, second citext); ALTER TABLE pair DROP dropped",
       "(first integer, second citext)"},
  };
  for (const auto& [definition, found] : changes) {
    in_both_modes([&, definition = definition, found = found](Connection& connection) {
      CAPTURE(definition);
      connection.execute(std::string{"DROP TYPE pair; "} + definition);
      try {
        read_null(connection, "pair", kPair);
        FAIL("the composite was accepted");
      } catch (const UnexpectedType& error) {
        CHECK(error.message() == std::string{"composite type public.pair is "} + found +
                                     ", not (first int4, second text) as at generation");
      }
    });
  }
}

TEST_CASE("a composite parameter is compared before anything is sent") {
  static constexpr Parameter kParameter[] = {parameter<Pair>("pair", 0, kPair)};
  static constexpr Statement kAdd{.name = "Add", .sql = "INSERT INTO t VALUES ($1)", .parameters = kParameter};
  in_both_modes([](Connection& connection) {
    connection.execute("DROP TYPE pair; CREATE TYPE pair AS (second text, first text); CREATE TABLE t (v pair)");
    const Pair value{1, "one"};
    CHECK_THROWS_AS(exec(connection, kAdd, positional(value)), UnexpectedType);
    CHECK(live::integer(connection, "SELECT count(*) FROM t") == 0);
  });
}

TEST_CASE("a domain and a range are over what they were over") {
  static constexpr const auto& kPositives = codec::array<codec::domain<codec::int4, "public", "positive">>;
  in_both_modes([](Connection& connection) { CHECK_NOTHROW(read_null(connection, "positive[]", kPositives)); });
  in_both_modes([](Connection& connection) {
    connection.execute("DROP DOMAIN positive; CREATE DOMAIN positive AS text");
    CHECK_THROWS_AS(read_null(connection, "positive[]", kPositives), UnexpectedType);
    connection.execute("DROP TYPE floats; CREATE TYPE floats AS RANGE (subtype = int8)");
    CHECK_THROWS_AS(read_null(connection, "floats", kFloats), UnexpectedType);
  });
}

TEST_CASE("types are asked for once per connection") {
  Running running{true};
  read_null(running.connection, "public.mood", kMood);
  running.connection.execute("ALTER TYPE mood RENAME TO renamed");
  // Another statement: nobody asked again, the type is the one that was found.
  CHECK_NOTHROW((void)live::value(running.connection, "SELECT 'calm'::renamed", kMood));
}

TEST_CASE("a codec of a user's own is for the type that the tables say") {
  static constexpr const auto& kNumber = codec::for_type<codec::as_text<codec::float8>, codec::numeric>;
  static constexpr const auto& kText = codec::for_type<codec::other, codec::jsonb>;
  static constexpr const auto& kCube = codec::text_of<"", "cube", "cube">;
  in_both_modes([](Connection& connection) {
    CHECK(live::value(connection, "SELECT 1.5::numeric", kNumber) == 1.5);
    CHECK_THROWS_AS((void)live::value(connection, "SELECT 1.5::float8", kNumber), UnexpectedType);
    CHECK(live::value(connection, "SELECT '[1]'::jsonb", kText) == "[1]");
    CHECK_THROWS_AS((void)live::value(connection, "SELECT '[1]'::json", kText), UnexpectedType);
    CHECK(live::value(connection, "SELECT '(1)'::cube", kCube) == "(1)");
    CHECK_THROWS_AS((void)live::value(connection, "SELECT '(1)'::text", kCube), UnexpectedType);
  });
}
