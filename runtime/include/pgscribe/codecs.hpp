#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pgscribe/codec.hpp"
#include "pgscribe/types/hstore.hpp"
#include "pgscribe/types/time.hpp"

/// The codecs of the built-in types, named as pg_type names them (a trailing `_` where that is a C++ keyword).
/// Composed ones are in `pgscribe/composed_codecs.hpp`.
namespace pgscribe {

struct BitString;
struct Box;
struct Cidr;
struct Circle;
struct Inet;
struct Json;
struct Line;
struct LineSegment;
struct Lsn;
struct MacAddr;
struct MacAddr8;
struct Money;
class Numeric;
struct Path;
struct Point;
struct Polygon;
struct Tid;
struct Uuid;
template <typename T>
struct Range;
template <typename T>
struct Multirange;

using StringCodec = CodecOf<std::string, std::string_view>;

namespace codec {

// Numbers and truth.
extern const CodecOf<bool> bool_;
extern const CodecOf<std::int16_t> int2;
extern const CodecOf<std::int32_t> int4;
extern const CodecOf<std::int64_t> int8;
extern const CodecOf<float> float4;
extern const CodecOf<double> float8;
extern const CodecOf<Numeric> numeric;
extern const CodecOf<Money> money;

// Text. All are std::string, passed positionally as std::string_view.
extern const StringCodec text;
extern const StringCodec varchar;
extern const StringCodec bpchar;
extern const StringCodec name;
extern const StringCodec citext;
extern const StringCodec xml;
extern const StringCodec cstring;
extern const StringCodec unknown;
extern const CodecOf<char> char_;  // the type `"char"`, one byte

// Documents and searching.
extern const CodecOf<Json> json;
extern const CodecOf<Json> jsonb;
extern const StringCodec jsonpath;
extern const StringCodec tsvector;
extern const StringCodec tsquery;
extern const CodecOf<Hstore> hstore;
extern const CodecOf<std::vector<float>, std::span<const float>> vector;  // pgvector

// Bytes and bits.
extern const CodecOf<std::vector<std::byte>, std::span<const std::byte>> bytea;
extern const CodecOf<BitString> bit;
extern const CodecOf<BitString> varbit;
extern const CodecOf<Uuid> uuid;

// Dates and times.
extern const CodecOf<std::chrono::local_days> date;
extern const CodecOf<std::chrono::local_time<std::chrono::microseconds>> timestamp;
extern const CodecOf<std::chrono::sys_time<std::chrono::microseconds>> timestamptz;
extern const CodecOf<Time> time;
extern const CodecOf<TimeTz> timetz;
extern const CodecOf<Interval> interval;

// Network addresses.
extern const CodecOf<Inet> inet;
extern const CodecOf<Cidr> cidr;
extern const CodecOf<MacAddr> macaddr;
extern const CodecOf<MacAddr8> macaddr8;

// Geometry.
extern const CodecOf<Point> point;
extern const CodecOf<Line> line;
extern const CodecOf<LineSegment> lseg;
extern const CodecOf<Box> box;
extern const CodecOf<Path> path;
extern const CodecOf<Polygon> polygon;
extern const CodecOf<Circle> circle;

// Ranges and multiranges.
extern const CodecOf<Range<std::int32_t>> int4range;
extern const CodecOf<Range<std::int64_t>> int8range;
extern const CodecOf<Range<Numeric>> numrange;
extern const CodecOf<Range<std::chrono::local_time<std::chrono::microseconds>>> tsrange;
extern const CodecOf<Range<std::chrono::sys_time<std::chrono::microseconds>>> tstzrange;
extern const CodecOf<Range<std::chrono::local_days>> daterange;
extern const CodecOf<Multirange<std::int32_t>> int4multirange;
extern const CodecOf<Multirange<std::int64_t>> int8multirange;
extern const CodecOf<Multirange<Numeric>> nummultirange;
extern const CodecOf<Multirange<std::chrono::local_time<std::chrono::microseconds>>> tsmultirange;
extern const CodecOf<Multirange<std::chrono::sys_time<std::chrono::microseconds>>> tstzmultirange;
extern const CodecOf<Multirange<std::chrono::local_days>> datemultirange;

// System types; from aclitem on as the text PostgreSQL prints.
extern const CodecOf<std::uint32_t> oid;
extern const CodecOf<std::uint32_t> xid;
extern const CodecOf<std::uint32_t> cid;
extern const CodecOf<std::uint64_t> xid8;
extern const CodecOf<Tid> tid;
extern const CodecOf<Lsn> pg_lsn;
extern const CodecOf<std::vector<std::int16_t>, std::span<const std::int16_t>> int2vector;
extern const CodecOf<std::vector<std::uint32_t>, std::span<const std::uint32_t>> oidvector;
extern const StringCodec aclitem;
extern const StringCodec gtsvector;
extern const StringCodec pg_brin_bloom_summary;
extern const StringCodec pg_brin_minmax_multi_summary;
extern const StringCodec pg_dependencies;
extern const StringCodec pg_mcv_list;
extern const StringCodec pg_ndistinct;
extern const StringCodec pg_node_tree;
extern const StringCodec pg_snapshot;
extern const StringCodec refcursor;
extern const StringCodec regclass;
extern const StringCodec regcollation;
extern const StringCodec regconfig;
extern const StringCodec regdictionary;
extern const StringCodec regnamespace;
extern const StringCodec regoper;
extern const StringCodec regoperator;
extern const StringCodec regproc;
extern const StringCodec regprocedure;
extern const StringCodec regrole;
extern const StringCodec regtype;
extern const StringCodec txid_snapshot;

// Types of extensions that travel as text.
extern const StringCodec ltree;
extern const StringCodec lquery;
extern const StringCodec ltxtquery;
extern const StringCodec halfvec;
extern const StringCodec sparsevec;
extern const StringCodec cube;
extern const StringCodec seg;
extern const StringCodec query_int;
extern const StringCodec ean13;
extern const StringCodec isbn;
extern const StringCodec isbn13;
extern const StringCodec ismn;
extern const StringCodec ismn13;
extern const StringCodec issn;
extern const StringCodec issn13;
extern const StringCodec upc;

/// The text that PostgreSQL prints, of whatever type; typed by the server when it is a parameter. Tables of generated
/// code say which type it is by `text_of` or `for_type`.
extern const StringCodec other;

}  // namespace codec
}  // namespace pgscribe
