#include <string>
#include <string_view>

#include "catalog/catalog.hpp"
#include "catalog/quote_identifier.hpp"
#include "catalog/type_modifier.hpp"

// A type's name as messages have it (format_type.c).

namespace pgscribe::catalog {

namespace {

/// Types that the grammar spells in its own way.
struct Spelling {
  Oid type;
  std::string_view name;
  std::string_view suffix;  ///< after the name when there is no modifier; with one, the modifier's text brings it
};
constexpr Spelling kSpellings[] = {
    {oid::bit, "bit", ""},
    {oid::bool_, "boolean", ""},
    {oid::bpchar, "character", ""},
    {oid::float4, "real", ""},
    {oid::float8, "double precision", ""},
    {oid::int2, "smallint", ""},
    {oid::int4, "integer", ""},
    {oid::int8, "bigint", ""},
    {oid::numeric, "numeric", ""},
    {oid::interval, "interval", ""},
    {oid::time, "time", " without time zone"},
    {oid::timetz, "time", " with time zone"},
    {oid::timestamp, "timestamp", " without time zone"},
    {oid::timestamptz, "timestamp", " with time zone"},
    {oid::varbit, "bit varying", ""},
    {oid::varchar, "character varying", ""},
};

/// TypeIsVisible
bool is_visible(const Catalog& catalog, const Type& type) {
  const Type* found = catalog.find_type({}, type.name);
  return found != nullptr && found->oid == type.oid;
}

std::string format_scalar(const Catalog& catalog, const Type& type, int modifier) {
  for (const Spelling& spelling : kSpellings) {
    if (spelling.type != type.oid) continue;
    return std::string(spelling.name) +
           (modifier >= 0 ? print_type_modifier(type.oid, modifier) : std::string(spelling.suffix));
  }
  const std::string name =
      quote_qualified(is_visible(catalog, type) ? std::string_view() : std::string_view(type.schema), type.name);
  return modifier >= 0 ? name + print_type_modifier(type.oid, modifier) : name;
}

}  // namespace

std::string Catalog::format_type(Oid oid, int type_modifier) const {
  if (oid == kInvalidOid) return "-";
  const Type* found = type(oid);
  if (found == nullptr) return "???";
  // int2vector and oidvector are true arrays, too, but of plain storage: they keep their names.
  const bool is_array = found->is_true_array && oid != oid::int2vector && oid != oid::oidvector;
  if (!is_array) return format_scalar(*this, *found, type_modifier);
  const Type* element = type(found->element);
  return element == nullptr ? "???" : format_scalar(*this, *element, type_modifier) + "[]";
}

}  // namespace pgscribe::catalog
