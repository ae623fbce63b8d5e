#include "literal/literal_input.hpp"

#include <algorithm>

#include "literal/literal_types.hpp"
#include "literal/messages.hpp"

namespace pgscribe::literal {

using catalog::Catalog;
using catalog::Type;
using catalog::TypeKind;
namespace oid = catalog::oid;

namespace {

constexpr catalog::Oid kXid8 = 5069;
/// Types of the system's own columns, whose input functions only refuse.
constexpr catalog::Oid kNodeTree = 194, kDistinctStatistics = 3361, kDependencies = 3402, kBloomSummary = 4600,
                       kMinmaxMultiSummary = 4601, kMostCommonValues = 5017;

LiteralResult check_enum(const Catalog& catalog, const Type& type, std::string_view text) {
  if (std::find(type.labels.begin(), type.labels.end(), text) != type.labels.end()) return std::nullopt;
  return msg::InvalidInputValueForEnum(catalog.format_type(type.oid), text);
}

/// Most pseudo-types have an input function only to refuse.
LiteralResult check_pseudo(const Catalog& catalog, catalog::Oid type) {
  if (type == oid::cstring || type == oid::void_ || type == oid::unknown) return std::nullopt;
  if (type == oid::record) {
    return msg::AnonymousCompositeInput();
  }
  return msg::CannotAcceptValueOfType(catalog.format_type(type));
}

/// varchar(n) and char(n): what is longer may only be longer by spaces. Only record fields are read with their limit.
LiteralResult check_length(const Catalog& catalog, catalog::Oid type, int type_modifier, std::string_view text) {
  constexpr int kHeader = 4;  // VARHDRSZ
  if (type_modifier < kHeader) return std::nullopt;
  int characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool continues = (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
    if (!continues) ++characters;
    if (characters > type_modifier - kHeader && text[i] != ' ') {
      return msg::ValueTooLongForType(catalog.format_type(type, type_modifier));
    }
  }
  return std::nullopt;
}

LiteralResult check_base(const Catalog& catalog, catalog::Oid type, int type_modifier, std::string_view text) {
  switch (type) {
    case oid::int2: return check_integer(text, 2, catalog.server_version());
    case oid::int4: return check_integer(text, 4, catalog.server_version());
    case oid::int8: return check_integer(text, 8, catalog.server_version());
    case oid::oid: return check_oid(text, catalog.server_version());
    case oid::xid: return check_transaction_id("xid", 4, text, catalog.server_version());
    case oid::cid: return check_transaction_id("cid", 4, text, catalog.server_version());
    case kXid8: return check_transaction_id("xid8", 8, text, catalog.server_version());
    case oid::float4: return check_float(text, false);
    case oid::float8: return check_float(text, true);
    case oid::numeric: return check_numeric(text, catalog.server_version());
    case oid::bool_: return check_boolean(text);
    case oid::uuid: return check_uuid(text);
    case oid::bit:
    case oid::varbit: return check_bit(text);
    case oid::bytea: return check_bytea(text);
    case oid::json: return check_json(text, false);
    case oid::jsonb: return check_json(text, true);
    case oid::inet: return check_inet(text, false);
    case oid::cidr: return check_inet(text, true);
    case oid::macaddr: return check_macaddr(text);
    case oid::macaddr8: return check_macaddr8(text);
    case oid::pg_lsn: return check_pg_lsn(text);
    case oid::pg_snapshot:
    case oid::txid_snapshot: return check_snapshot(text);
    case oid::tid: return check_tid(text);
    case oid::date:
    case oid::time:
    case oid::timetz:
    case oid::timestamp:
    case oid::timestamptz:
    case oid::interval: return check_datetime(type, type_modifier, text, catalog.server_version());
    case oid::point:
    case oid::lseg:
    case oid::path:
    case oid::box:
    case oid::polygon:
    case oid::line:
    case oid::circle: return check_geometric(type, text);
    case oid::money: return check_money(text);
    case oid::tsvector: return check_tsvector(text);
    case oid::tsquery: return check_tsquery(text);
    case oid::jsonpath: return check_jsonpath(text, catalog.server_version());
    case oid::regclass:
    case oid::regtype:
    case oid::regproc:
    case oid::regprocedure:
    case oid::regoper:
    case oid::regoperator:
    case oid::regnamespace:
    case oid::regrole:
    case oid::regconfig:
    case oid::regdictionary:
    case oid::regcollation: return check_object_name(catalog, type, text);
    case oid::aclitem: return check_acl_item(text);
    case oid::gtsvector:
      return catalog.server_version() >= 16 ? msg::CannotAcceptValueOfType("gtsvector")
                                            : msg::GtsvectorInNotImplemented();
    case kNodeTree:
    case kDistinctStatistics:
    case kDependencies:
    case kMostCommonValues:
    case kBloomSummary: return check_pseudo(catalog, type);
    case kMinmaxMultiSummary: return msg::CannotAcceptMinmaxMultiSummary();
    case oid::varchar:
    case oid::bpchar: return check_length(catalog, type, type_modifier, text);
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<LiteralError> check_literal(const Catalog& catalog, catalog::Oid type, int type_modifier,
                                          std::string_view text) {
  const Type* found = catalog.type(type);
  if (found == nullptr) return std::nullopt;
  switch (found->kind) {
    case TypeKind::enum_: return check_enum(catalog, *found, text);
    case TypeKind::range: return check_range(catalog, *found, text);
    case TypeKind::multirange: return check_multirange(catalog, *found, text);
    case TypeKind::composite: return check_record(catalog, *found, text);
    case TypeKind::domain: return check_literal(catalog, found->base, found->base_modifier, text);
    case TypeKind::pseudo:
      if (!found->is_true_array) return check_pseudo(catalog, type);
      break;
    case TypeKind::base: break;
  }
  if (type == oid::int2vector) return check_int2vector(text);
  if (type == oid::oidvector) return check_oidvector(text, catalog.server_version());
  if (found->is_true_array) {
    return check_array(catalog, found->element, type_modifier, text);
  }
  return check_base(catalog, type, type_modifier, text);
}

}  // namespace pgscribe::literal
