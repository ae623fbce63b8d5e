#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sql/ast_fwd.hpp"

// Types: what pg_type, pg_range and pg_enum say.

namespace pgscribe::catalog {

/// PostgreSQL's object identifier. Built-in objects keep the server's; objects from DDL count up from kFirstUserOid.
using Oid = std::uint32_t;
inline constexpr Oid kInvalidOid = 0;
inline constexpr Oid kFirstUserOid = 16384;
/// A poisoned type: unifies with everything and says nothing, so one mistake gives one message.
inline constexpr Oid kErrorType = 1;

/// OIDs of the built-in types that rules name (fixed by PostgreSQL: pg_type.dat). A live test holds them against a
/// server.
namespace oid {
inline constexpr Oid bool_ = 16, bytea = 17, char_ = 18, name = 19, int8 = 20, int2 = 21, int2vector = 22, int4 = 23,
                     regproc = 24, text = 25, oid = 26, tid = 27, xid = 28, cid = 29, oidvector = 30, json = 114,
                     xml = 142, point = 600, lseg = 601, path = 602, box = 603, polygon = 604, line = 628, cidr = 650,
                     float4 = 700, float8 = 701, unknown = 705, circle = 718, macaddr8 = 774, money = 790,
                     macaddr = 829, inet = 869, aclitem = 1033, bpchar = 1042, varchar = 1043, date = 1082, time = 1083,
                     timestamp = 1114, timestamptz = 1184, interval = 1186, timetz = 1266, bit = 1560, varbit = 1562,
                     numeric = 1700, refcursor = 1790, regprocedure = 2202, regoper = 2203, regoperator = 2204,
                     regclass = 2205, regtype = 2206, record = 2249, cstring = 2275, any = 2276, anyarray = 2277,
                     void_ = 2278, trigger = 2279, language_handler = 2280, internal = 2281, anyelement = 2283,
                     record_array = 2287, cstring_array = 1263, anynonarray = 2776, uuid = 2950, txid_snapshot = 2970,
                     fdw_handler = 3115, pg_lsn = 3220, anyenum = 3500, tsvector = 3614, tsquery = 3615,
                     gtsvector = 3642, regconfig = 3734, regdictionary = 3769, jsonb = 3802, anyrange = 3831,
                     event_trigger = 3838, jsonpath = 4072, regnamespace = 4089, regrole = 4096, regcollation = 4191,
                     anymultirange = 4537, xid8 = 5069, pg_snapshot = 5038, anycompatible = 5077,
                     anycompatiblearray = 5078, anycompatiblenonarray = 5079, anycompatiblerange = 5080,
                     anycompatiblemultirange = 4538, text_array = 1009, int4_array = 1007, int8_array = 1016,
                     oid_array = 1028, bool_array = 1000, name_array = 1003, float8_array = 1022, json_array = 199,
                     jsonb_array = 3807, xml_array = 143;
}  // namespace oid

/// pg_type.typtype
enum class TypeKind : char {
  base = 'b',
  composite = 'c',
  domain = 'd',
  enum_ = 'e',
  pseudo = 'p',
  range = 'r',
  multirange = 'm'
};

struct CompositeAttribute {
  std::string name;
  Oid type = kInvalidOid;
  int type_modifier = -1;
  bool not_null = false;  ///< of the column behind a table's row type; PostgreSQL does not enforce it on row values
};

struct ObjectUses;

/// A domain's CHECK constraint.
struct CheckRule {
  std::string name;
  sql::ExprRef expr;
  bool valid = true;                         ///< false: NOT VALID, stored values may break it
  std::shared_ptr<const ObjectUses> uses{};  ///< null: none known
};

/// One row of pg_type.
struct Type {
  Oid oid = kInvalidOid;
  std::string schema;
  std::string name;
  TypeKind kind = TypeKind::base;
  char category = 'U';            ///< typcategory
  bool preferred = false;         ///< typispreferred
  Oid element = kInvalidOid;      ///< typelem where subscripting gives it (true arrays, and point, box, name ...)
  Oid array = kInvalidOid;        ///< typarray: the array over this type
  bool is_true_array = false;     ///< typsubscript = array_subscript_handler (IsTrueArrayType)
  bool is_subscriptable = false;  ///< has any subscript handler (also jsonb, hstore, name ...)
  Oid relation = kInvalidOid;     ///< typrelid of a table's or stand-alone composite's row type
  Oid base = kInvalidOid;         ///< typbasetype of a domain
  int base_modifier = -1;         ///< typtypmod of a domain
  bool not_null = false;          ///< typnotnull of a domain, or a CHECK (VALUE IS NOT NULL)
  bool has_not_null = false;      ///< typnotnull itself
  bool is_collatable = false;
  Oid subtype = kInvalidOid;        ///< of a range (and of its multirange: the range's subtype)
  Oid range = kInvalidOid;          ///< of a multirange
  Oid multirange = kInvalidOid;     ///< of a range
  bool has_typmod_in = false;       ///< accepts modifiers: varchar(10)
  bool is_defined = true;           ///< false: shell type
  std::vector<std::string> labels;  ///< of an enum, in order
  std::vector<CompositeAttribute>
      attributes;                 ///< of a stand-alone composite; a table's row type reads the relation's columns
  std::vector<CheckRule> checks;  ///< of a domain
  std::shared_ptr<const ObjectUses> default_uses{};  ///< of a domain; null: none known
  std::string comment;
  std::string extension;               ///< the extension it belongs to, or empty
  std::vector<Oid> support_functions;  ///< of a user-defined base type: input, output ... functions (for DROP)
};

}  // namespace pgscribe::catalog
