#include "codegen/cpp_types.hpp"

#include <doctest/doctest.h>

#include "generated.hpp"

using namespace pgscribe;
using codegen::MappedType;

namespace {

class FixedNames : public codegen::ModelNames {
 public:
  std::string name_of(const catalog::Type& type) override { return "M_" + type.name; }
};

constexpr const char* kSchema = R"(
  CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION ltree; CREATE EXTENSION cube;
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE TYPE place AS (city text, at point);
  CREATE DOMAIN email AS citext;
  CREATE DOMAIN work_email AS email;
  CREATE DOMAIN tags AS text[];
  CREATE TYPE floatrange AS RANGE (subtype = float8);
  CREATE TABLE movies (id uuid PRIMARY KEY, price numeric);
)";

struct Mapper {
  explicit Mapper(config::CppOptions with = {}) : options(std::move(with)) {}

  std::optional<MappedType> map(std::string_view schema, std::string_view name, int dimensions = 0,
                                bool nullable = false) {
    const catalog::Type* type = catalog.find_type(schema, name);
    REQUIRE_MESSAGE(type != nullptr, std::string(name));
    return types.map({type->oid, dimensions, nullable, {}, {}}, problem);
  }
  /// "name / view / codec"
  std::string text(std::string_view schema, std::string_view name, int dimensions = 0, bool nullable = false) {
    const auto mapped = map(schema, name, dimensions, nullable);
    return mapped ? mapped->spelling.text() + " / " + mapped->view.text() + " / " + mapped->codec : "none";
  }
  std::string builtin(std::string_view name, int dimensions = 0) { return text("pg_catalog", name, dimensions); }

  catalog::Catalog catalog = make_catalog(kSchema);
  config::CppOptions options;
  FixedNames names;
  codegen::TypeMap types{catalog, options, names};
  codegen::TypeProblem problem;
};

}  // namespace

TEST_CASE("built-in types") {
  Mapper m;
  CHECK(m.builtin("int8") == "std::int64_t /  / codec::int8");
  CHECK(m.builtin("bool") == "bool /  / codec::bool_");
  CHECK(m.builtin("char") == "char /  / codec::char_");
  CHECK(m.builtin("text") == "std::string / std::string_view / codec::text");
  CHECK(m.builtin("numeric") == "pgscribe::Numeric /  / codec::numeric");
  CHECK(m.builtin("bytea") == "pgscribe::Bytes / std::span<const std::byte> / codec::bytea");
  CHECK(m.builtin("tstzrange") == "pgscribe::Range<pgscribe::TimestampTz> /  / codec::tstzrange");
  CHECK(m.builtin("nummultirange") == "pgscribe::Multirange<pgscribe::Numeric> /  / codec::nummultirange");
  CHECK(m.builtin("regclass") == "std::string / std::string_view / codec::regclass");
  CHECK(m.builtin("oidvector") == "std::vector<std::uint32_t> / std::span<const std::uint32_t> / codec::oidvector");
  CHECK(m.map("pg_catalog", "uuid")->includes == std::set<std::string>{"\"pgscribe/types/uuid.hpp\""});
}

TEST_CASE("every base type of pg_catalog has a mapping") {
  Mapper m;
  for (const char* name :
       {"aclitem", "bit",          "box",         "bpchar",     "cid",         "cidr",      "circle",   "date",
        "float4",  "gtsvector",    "inet",        "int2vector", "interval",    "json",      "jsonb",    "jsonpath",
        "line",    "lseg",         "macaddr",     "macaddr8",   "money",       "name",      "oid",      "path",
        "pg_lsn",  "pg_node_tree", "pg_snapshot", "point",      "polygon",     "refcursor", "regproc",  "regtype",
        "tid",     "time",         "timetz",      "timestamp",  "timestamptz", "tsquery",   "tsvector", "txid_snapshot",
        "varbit",  "varchar",      "xid",         "xid8",       "xml"}) {
    CAPTURE(std::string(name));
    CHECK(m.map("pg_catalog", name).has_value());
  }
}

TEST_CASE("arrays nest by their dimensions") {
  Mapper m;
  CHECK(m.builtin("_text") == "std::vector<std::string> / std::span<const std::string> / codec::array<codec::text>");
  CHECK(m.builtin("_int4", 2) ==
        "std::vector<std::vector<std::int32_t>> / std::span<const std::vector<std::int32_t>> / "
        "codec::array<codec::array<codec::int4>>");
  CHECK_MESSAGE(m.builtin("_bool") == "std::vector<bool> /  / codec::array<codec::bool_>",
                "std::vector<bool> is no span of bool");
  CHECK(m.text("public", "_mood") ==
        "std::vector<M_mood> / std::span<const M_mood> / codec::array<codec::enumeration<M_mood>>");
}

TEST_CASE("types of the user") {
  Mapper m;
  CHECK(m.text("public", "mood") == "M_mood /  / codec::enumeration<M_mood>");
  CHECK(m.text("public", "place") == "M_place /  / models_sql::kM_placeRecord");
  CHECK(m.text("public", "movies") == "M_movies /  / models_sql::kM_moviesRecord");
  CHECK(m.text("public", "floatrange") == "pgscribe::Range<double> /  / models_sql::kFloatrangeRange");
  CHECK(m.text("public", "floatmultirange") == "pgscribe::Multirange<double> /  / models_sql::kFloatmultirangeRange");
  CHECK(m.types.range_codec(*m.catalog.find_type("public", "floatrange"), m.problem)->expression ==
        R"(codec::range<codec::float8>({"public", "floatrange"}))");
  CHECK(m.types.range_codec(*m.catalog.find_type("public", "floatmultirange"), m.problem)->expression ==
        R"(codec::multirange<kFloatrangeRange>({"public", "floatmultirange"}))");
}

TEST_CASE("domains are their base type, and typed by the server as parameters") {
  Mapper m;
  CHECK(
      m.text("public", "work_email") ==
      R"(std::string / std::string_view / codec::domain<codec::domain<codec::citext, "public", "email">, "public", "work_email">)");
  CHECK(m.map("public", "work_email")->is_inferred);
  CHECK_FALSE(m.map("pg_catalog", "text")->is_inferred);
  CHECK(
      m.text("public", "tags") ==
      R"(std::vector<std::string> / std::span<const std::string> / codec::domain<codec::array<codec::text>, "public", "tags">)");
}

TEST_CASE("strong domains are types of their own") {
  config::CppOptions options;
  options.strong_domains = {"email"};
  Mapper m(options);
  CHECK(m.text("public", "email") == R"(M_email /  / codec::strong_domain<M_email, codec::citext, "public", "email">)");
  CHECK(m.map("public", "email")->is_inferred);
  CHECK(
      m.text("public", "work_email") ==
      R"(M_email /  / codec::domain<codec::strong_domain<M_email, codec::citext, "public", "email">, "public", "work_email">)");
}

TEST_CASE("types of extensions are known wherever they are") {
  Mapper m;
  CHECK(m.text("public", "hstore") == "pgscribe::Hstore /  / codec::hstore");
  CHECK(m.text("public", "ltree") == "std::string / std::string_view / codec::ltree");
  CHECK(m.text("public", "cube") == "std::string / std::string_view / codec::cube");
}

TEST_CASE("what has no C++ type says which cast to write") {
  Mapper m;
  CHECK_FALSE(m.map("pg_catalog", "record"));
  CHECK(m.problem.message == "type record has no C++ type");
  CHECK(m.problem.hint == "select its fields one by one, or cast it to a composite type: (...)::my_type");
  CHECK_FALSE(m.map("pg_catalog", "_record"));
  CHECK_FALSE(m.map("pg_catalog", "void"));
  CHECK(m.problem.hint == "annotate the query with :exec, which returns nothing");
  CHECK_FALSE(m.map("pg_catalog", "anyarray"));
}

TEST_CASE("overrides by type") {
  config::CppOptions options;
  options.overrides.resize(4);
  options.overrides[0].db_type = "uuid";
  options.overrides[0].type = {"my::Id", "my/id.hpp", "my::id_codec"};
  options.overrides[1].db_type = "numeric";
  options.overrides[1].nullable = false;
  options.overrides[1].type = {"double", "", ""};
  options.overrides[2].db_type = "mood";
  options.overrides[2].type = {"std::string", "", ""};
  options.overrides[3].db_type = "jsonb";
  options.overrides[3].type = {"my::Document", "<my/document.hpp>", ""};
  Mapper m(options);
  CHECK(m.builtin("uuid") == "my::Id /  / codec::for_type<my::id_codec, codec::uuid>");
  CHECK(m.builtin("_uuid") ==
        "std::vector<my::Id> / std::span<const my::Id> / codec::array<codec::for_type<my::id_codec, codec::uuid>>");
  CHECK(m.map("pg_catalog", "uuid")->includes == std::set<std::string>{"\"my/id.hpp\""});
  CHECK(m.builtin("numeric") == "double /  / codec::for_type<codec::as_text<codec::float8>, codec::numeric>");
  CHECK_MESSAGE(m.text("pg_catalog", "numeric", 0, true) == "pgscribe::Numeric /  / codec::numeric",
                "the override is for NOT NULL only");
  CHECK(m.text("public", "mood") ==
        "std::string / std::string_view / codec::for_type<codec::other, codec::enumeration<M_mood>>");
  CHECK(m.builtin("jsonb") ==
        "my::Document /  / codec::for_type<pgscribe::UserCodec<my::Document>::value, codec::jsonb>");
  CHECK(m.map("pg_catalog", "jsonb")->includes == std::set<std::string>{"<my/document.hpp>"});
}

TEST_CASE("types that pgscribe makes need no codec") {
  Mapper m;
  const auto asked = [&m](std::string_view schema, std::string_view name, std::string cpp_type, int dimensions = 0) {
    const catalog::Type* type = m.catalog.find_type(schema, name);
    REQUIRE(type != nullptr);
    const auto mapped = m.types.map({type->oid, dimensions, false, {}, std::move(cpp_type)}, m.problem);
    return mapped->view.text() + " / " + mapped->codec;
  };
  CHECK_MESSAGE(asked("pg_catalog", "text", "std::string") == "std::string_view / codec::text", "binary, not as text");
  CHECK(asked("pg_catalog", "text", "std::optional<std::string>") == " / codec::text");
  CHECK(asked("pg_catalog", "_text", "std::vector<std::string>") ==
        "std::span<const std::string> / codec::array<codec::text>");
  CHECK(asked("pg_catalog", "_text", "std::vector<std::optional<std::string>>") ==
        "std::span<const std::optional<std::string>> / codec::nullable_array<codec::text>");
  CHECK(asked("pg_catalog", "_int4", "std::vector<std::vector<std::optional<std::int32_t>>>", 2) ==
        "std::span<const std::vector<std::optional<std::int32_t>>> / "
        "codec::array<codec::nullable_array<codec::int4>>");
  CHECK(asked("pg_catalog", "_int4", "std::vector<std::string>") ==
        "std::span<const std::string> / codec::array<codec::for_type<codec::other, codec::int4>>");
  CHECK(asked("pg_catalog", "_numeric", "std::vector<std::optional<double>>") ==
        "std::span<const std::optional<double>> / "
        "codec::nullable_array<codec::for_type<codec::as_text<codec::float8>, codec::numeric>>");
  CHECK(asked("public", "_mood", "std::vector<std::optional<M_mood>>") ==
        "std::span<const std::optional<M_mood>> / codec::nullable_array<codec::enumeration<M_mood>>");
  CHECK(asked("pg_catalog", "_uuid", "std::vector<my::Id>") ==
        "std::span<const my::Id> / codec::array<codec::for_type<pgscribe::UserCodec<my::Id>::value, codec::uuid>>");
  CHECK_MESSAGE(asked("pg_catalog", "jsonb", "std::vector<my::Item>") ==
                    " / codec::for_type<pgscribe::UserCodec<std::vector<my::Item>>::value, codec::jsonb>",
                "not an array");
}

TEST_CASE("through JSON, in arrays and domains, too") {
  config::CppOptions options;
  options.overrides.resize(1);
  options.overrides[0].column = "nothing.at_all";
  options.overrides[0].type.name = "my::Settings";
  options.overrides[0].type.include = "my/settings.hpp";
  options.overrides[0].type.is_json = true;
  options.json_adapter = "my/adapter.hpp";
  Mapper m(options);
  const auto asked = [&m](std::string_view schema, std::string_view name, std::string cpp_type, bool through_json) {
    const catalog::Type* type = m.catalog.find_type(schema, name);
    REQUIRE(type != nullptr);
    const auto mapped =
        m.types.map({type->oid, 1, false, {}, std::move(cpp_type), false, false, through_json}, m.problem);
    return mapped->spelling.text() + " / " + mapped->codec;
  };
  CHECK(asked("pg_catalog", "jsonb", "my::Doc", true) == "my::Doc / codec::json_as<my::Doc, codec::jsonb>");
  CHECK(asked("pg_catalog", "json", "std::optional<my::Doc>", true) ==
        "std::optional<my::Doc> / codec::json_as<my::Doc, codec::json>");
  CHECK(asked("pg_catalog", "_jsonb", "my::Doc", true) ==
        "std::vector<my::Doc> / codec::array<codec::json_as<my::Doc, codec::jsonb>>");
  CHECK_MESSAGE(asked("pg_catalog", "jsonb", "my::Settings", false) ==
                    "my::Settings / codec::json_as<my::Settings, codec::jsonb>",
                "as the override with that type");
  CHECK(asked("pg_catalog", "text", "my::Settings", false) ==
        "my::Settings / codec::for_type<pgscribe::UserCodec<my::Settings>::value, codec::text>");
  const catalog::Type* type = m.catalog.find_type("pg_catalog", "jsonb");
  const auto mapped = m.types.map({type->oid, 0, false, {}, "my::Settings", false, false, true}, m.problem);
  CHECK(mapped->includes == std::set<std::string>{"\"my/settings.hpp\""});
  CHECK(mapped->codec_includes == std::set<std::string>{"\"my/adapter.hpp\"", "\"pgscribe/json_adapter.hpp\""});
}

TEST_CASE("overrides by column, and the type directive, go first") {
  config::CppOptions options;
  options.overrides.resize(2);
  options.overrides[0].db_type = "numeric";
  options.overrides[0].type = {"double", "", ""};
  options.overrides[1].column = "movies.price";
  options.overrides[1].type = {"my::Money", "my/money.hpp", "my::money_codec"};
  Mapper m(options);
  const catalog::Relation* movies = m.catalog.find_relation("public", "movies");
  REQUIRE(movies != nullptr);
  codegen::TypeUse use{catalog::oid::numeric, 0, true, analyze::ColumnOrigin{movies->oid, 2}, ""};
  CHECK(m.types.map(use, m.problem)->spelling.text() == "my::Money");
  use.cpp_type = "my::Price \"my/price.hpp\"";
  CHECK(m.types.map(use, m.problem)->spelling.text() == "my::Price");
  CHECK(m.types.map(use, m.problem)->includes == std::set<std::string>{"\"my/price.hpp\""});
  use.cpp_type = "my::Money";
  CHECK(m.types.map(use, m.problem)->codec == "codec::for_type<my::money_codec, codec::numeric>");
  CHECK_MESSAGE(m.types.map(use, m.problem)->includes == std::set<std::string>{"\"my/money.hpp\""},
                "the include of the override with that type");
}
