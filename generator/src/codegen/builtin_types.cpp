#include "codegen/builtin_types.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>

namespace pgscribe::codegen {

namespace {

constexpr std::string_view kTime = "\"pgscribe/types/time.hpp\"";
constexpr std::string_view kRange = "\"pgscribe/types/range.hpp\"";
constexpr std::string_view kNetwork = "\"pgscribe/types/network.hpp\"";
constexpr std::string_view kGeometry = "\"pgscribe/types/geometry.hpp\"";
constexpr std::string_view kSystem = "\"pgscribe/types/system.hpp\"";
constexpr std::string_view kBytes = "\"pgscribe/types/bytes.hpp\"";
constexpr std::string_view kJson = "\"pgscribe/types/json.hpp\"";

constexpr BuiltinType text(std::string_view sql, std::string_view codec) {
  return {sql, "std::string", "", codec, "std::string_view"};
}

constexpr BuiltinType kBuiltin[] = {
    {"bool", "bool", "", "bool_", "", true},
    {"int2", "std::int16_t", "", "int2", "", true},
    {"int4", "std::int32_t", "", "int4", "", true},
    {"int8", "std::int64_t", "", "int8", "", true},
    {"float4", "float", "", "float4", "", true},
    {"float8", "double", "", "float8", "", true},
    {"numeric", "pgscribe::Numeric", "\"pgscribe/types/numeric.hpp\"", "numeric", ""},
    {"money", "pgscribe::Money", kSystem, "money", "", true},
    text("text", "text"),
    text("varchar", "varchar"),
    text("bpchar", "bpchar"),
    text("name", "name"),
    text("cstring", "cstring"),
    text("unknown", "unknown"),
    text("xml", "xml"),
    {"char", "char", "", "char_", "", true},
    {"json", "pgscribe::Json", kJson, "json", ""},
    {"jsonb", "pgscribe::Json", kJson, "jsonb", ""},
    text("jsonpath", "jsonpath"),
    text("tsvector", "tsvector"),
    text("tsquery", "tsquery"),
    {"bytea", "pgscribe::Bytes", kBytes, "bytea", "std::span<const std::byte>"},
    {"bit", "pgscribe::BitString", kBytes, "bit", ""},
    {"varbit", "pgscribe::BitString", kBytes, "varbit", ""},
    {"uuid", "pgscribe::Uuid", "\"pgscribe/types/uuid.hpp\"", "uuid", ""},
    {"date", "pgscribe::Date", kTime, "date", "", true},
    {"timestamp", "pgscribe::Timestamp", kTime, "timestamp", "", true},
    {"timestamptz", "pgscribe::TimestampTz", kTime, "timestamptz", "", true},
    {"time", "pgscribe::Time", kTime, "time", "", true},
    {"timetz", "pgscribe::TimeTz", kTime, "timetz", "", true},
    {"interval", "pgscribe::Interval", kTime, "interval", "", true},
    {"inet", "pgscribe::Inet", kNetwork, "inet", ""},
    {"cidr", "pgscribe::Cidr", kNetwork, "cidr", ""},
    {"macaddr", "pgscribe::MacAddr", kNetwork, "macaddr", "", true},
    {"macaddr8", "pgscribe::MacAddr8", kNetwork, "macaddr8", "", true},
    {"point", "pgscribe::Point", kGeometry, "point", "", true},
    {"line", "pgscribe::Line", kGeometry, "line", ""},
    {"lseg", "pgscribe::LineSegment", kGeometry, "lseg", ""},
    {"box", "pgscribe::Box", kGeometry, "box", ""},
    {"path", "pgscribe::Path", kGeometry, "path", ""},
    {"polygon", "pgscribe::Polygon", kGeometry, "polygon", ""},
    {"circle", "pgscribe::Circle", kGeometry, "circle", ""},
    {"int4range", "pgscribe::Range<std::int32_t>", kRange, "int4range", ""},
    {"int8range", "pgscribe::Range<std::int64_t>", kRange, "int8range", ""},
    {"numrange", "pgscribe::Range<pgscribe::Numeric>", kRange, "numrange", ""},
    {"tsrange", "pgscribe::Range<pgscribe::Timestamp>", kRange, "tsrange", ""},
    {"tstzrange", "pgscribe::Range<pgscribe::TimestampTz>", kRange, "tstzrange", ""},
    {"daterange", "pgscribe::Range<pgscribe::Date>", kRange, "daterange", ""},
    {"int4multirange", "pgscribe::Multirange<std::int32_t>", kRange, "int4multirange", ""},
    {"int8multirange", "pgscribe::Multirange<std::int64_t>", kRange, "int8multirange", ""},
    {"nummultirange", "pgscribe::Multirange<pgscribe::Numeric>", kRange, "nummultirange", ""},
    {"tsmultirange", "pgscribe::Multirange<pgscribe::Timestamp>", kRange, "tsmultirange", ""},
    {"tstzmultirange", "pgscribe::Multirange<pgscribe::TimestampTz>", kRange, "tstzmultirange", ""},
    {"datemultirange", "pgscribe::Multirange<pgscribe::Date>", kRange, "datemultirange", ""},
    {"oid", "std::uint32_t", "", "oid", "", true},
    {"xid", "std::uint32_t", "", "xid", "", true},
    {"cid", "std::uint32_t", "", "cid", "", true},
    {"xid8", "std::uint64_t", "", "xid8", "", true},
    {"tid", "pgscribe::Tid", kSystem, "tid", "", true},
    {"pg_lsn", "pgscribe::Lsn", kSystem, "pg_lsn", "", true},
    {"int2vector", "std::vector<std::int16_t>", "", "int2vector", "std::span<const std::int16_t>"},
    {"oidvector", "std::vector<std::uint32_t>", "", "oidvector", "std::span<const std::uint32_t>"},
    text("aclitem", "aclitem"),
    text("gtsvector", "gtsvector"),
    text("pg_brin_bloom_summary", "pg_brin_bloom_summary"),
    text("pg_brin_minmax_multi_summary", "pg_brin_minmax_multi_summary"),
    text("pg_dependencies", "pg_dependencies"),
    text("pg_mcv_list", "pg_mcv_list"),
    text("pg_ndistinct", "pg_ndistinct"),
    text("pg_node_tree", "pg_node_tree"),
    text("pg_snapshot", "pg_snapshot"),
    text("refcursor", "refcursor"),
    text("regclass", "regclass"),
    text("regcollation", "regcollation"),
    text("regconfig", "regconfig"),
    text("regdictionary", "regdictionary"),
    text("regnamespace", "regnamespace"),
    text("regoper", "regoper"),
    text("regoperator", "regoperator"),
    text("regproc", "regproc"),
    text("regprocedure", "regprocedure"),
    text("regrole", "regrole"),
    text("regtype", "regtype"),
    text("txid_snapshot", "txid_snapshot"),
};

constexpr BuiltinType kExtensionTypes[] = {
    text("citext", "citext"),
    {"hstore", "pgscribe::Hstore", "\"pgscribe/types/hstore.hpp\"", "hstore", ""},
    text("ltree", "ltree"),
    text("lquery", "lquery"),
    text("ltxtquery", "ltxtquery"),
    {"vector", "std::vector<float>", "", "vector", "std::span<const float>"},
    text("halfvec", "halfvec"),
    text("sparsevec", "sparsevec"),
    text("cube", "cube"),
    text("seg", "seg"),
    text("query_int", "query_int"),
    text("ean13", "ean13"),
    text("isbn", "isbn"),
    text("isbn13", "isbn13"),
    text("ismn", "ismn"),
    text("ismn13", "ismn13"),
    text("issn", "issn"),
    text("issn13", "issn13"),
    text("upc", "upc"),
};

constexpr std::string_view kHashable[] = {
    "bool",         "char",         "double",      "float",         "pgscribe::Uuid", "std::int16_t",
    "std::int32_t", "std::int64_t", "std::string", "std::uint32_t", "std::uint64_t",
};
/// Those that are not hashable besides.
constexpr std::string_view kOrdered[] = {
    "pgscribe::Date",    "pgscribe::Lsn", "pgscribe::MacAddr", "pgscribe::MacAddr8",  "pgscribe::Money",
    "pgscribe::Numeric", "pgscribe::Tid", "pgscribe::Time",    "pgscribe::Timestamp", "pgscribe::TimestampTz",
};

struct Spelling {
  std::string_view sql;
  std::string_view type;
};
constexpr Spelling kSpellings[] = {
    {"int", "int4"},
    {"integer", "int4"},
    {"serial", "int4"},
    {"serial4", "int4"},
    {"smallint", "int2"},
    {"smallserial", "int2"},
    {"serial2", "int2"},
    {"bigint", "int8"},
    {"bigserial", "int8"},
    {"serial8", "int8"},
    {"real", "float4"},
    {"float", "float8"},
    {"double precision", "float8"},
    {"decimal", "numeric"},
    {"boolean", "bool"},
    {"character", "bpchar"},
    {"char", "bpchar"},
    {"\"char\"", "char"},
    {"character varying", "varchar"},
    {"bit varying", "varbit"},
    {"timestamp with time zone", "timestamptz"},
    {"timestamp without time zone", "timestamp"},
    {"time with time zone", "timetz"},
    {"time without time zone", "time"},
};

}  // namespace

const BuiltinType* find_builtin_type(std::string_view schema, std::string_view name) {
  const auto by_name = [&](const BuiltinType& type) { return type.sql == name; };
  if (schema != "pg_catalog") {
    const auto* found = std::find_if(std::begin(kExtensionTypes), std::end(kExtensionTypes), by_name);
    return found == std::end(kExtensionTypes) ? nullptr : found;
  }
  const auto* found = std::find_if(std::begin(kBuiltin), std::end(kBuiltin), by_name);
  return found == std::end(kBuiltin) ? nullptr : found;
}

const BuiltinType* find_builtin_type_by_spelling(std::string_view name) {
  const auto* found = std::find_if(std::begin(kBuiltin), std::end(kBuiltin),
                                   [&](const BuiltinType& type) { return type.name == name; });
  if (found != std::end(kBuiltin)) return found;
  found = std::find_if(std::begin(kExtensionTypes), std::end(kExtensionTypes),
                       [&](const BuiltinType& type) { return type.name == name; });
  return found == std::end(kExtensionTypes) ? nullptr : found;
}

bool is_hashable(std::string_view name) {
  return std::find(std::begin(kHashable), std::end(kHashable), name) != std::end(kHashable);
}

bool is_ordered(std::string_view name) {
  return is_hashable(name) || std::find(std::begin(kOrdered), std::end(kOrdered), name) != std::end(kOrdered);
}

std::string_view type_name_of_spelling(std::string_view sql) {
  const auto* found = std::find_if(std::begin(kSpellings), std::end(kSpellings),
                                   [&](const Spelling& entry) { return entry.sql == sql; });
  return found == std::end(kSpellings) ? sql : found->type;
}

}  // namespace pgscribe::codegen
