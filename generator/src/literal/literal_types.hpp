#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "literal/literal_input.hpp"

// Private to literal_*.cpp: what each type's input function refuses. Each of them answers for the text alone;
// PostgreSQL's function is named where the rules are not obvious.

namespace pgscribe::literal {

/// isspace() of the C locale.
[[nodiscard]] constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r';
}
[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// Value of a hexadecimal digit, or -1.
[[nodiscard]] constexpr int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}
[[nodiscard]] std::string_view skip_spaces(std::string_view text);
[[nodiscard]] std::string_view trim_spaces(std::string_view text);
[[nodiscard]] std::string to_lower(std::string_view text);

/// 22P02: invalid input syntax for type integer: "abc"
[[nodiscard]] LiteralError invalid_syntax(std::string_view type, std::string_view text);

using LiteralResult = std::optional<LiteralError>;

/// Where releases of PostgreSQL differ, `server_version` says which one reads the text.
[[nodiscard]] LiteralResult check_integer(std::string_view text, int bytes, int server_version);
[[nodiscard]] LiteralResult check_oid(std::string_view text, int server_version);
/// xid, cid and xid8, in which anything was a number before PostgreSQL 16.
[[nodiscard]] LiteralResult check_transaction_id(std::string_view type, int bytes, std::string_view text,
                                                 int server_version);
[[nodiscard]] LiteralResult check_float(std::string_view text, bool is_double);
[[nodiscard]] LiteralResult check_numeric(std::string_view text, int server_version);
[[nodiscard]] LiteralResult check_boolean(std::string_view text);
[[nodiscard]] LiteralResult check_uuid(std::string_view text);
[[nodiscard]] LiteralResult check_bit(std::string_view text);
[[nodiscard]] LiteralResult check_bytea(std::string_view text);
[[nodiscard]] LiteralResult check_json(std::string_view text, bool is_jsonb);
[[nodiscard]] LiteralResult check_inet(std::string_view text, bool is_cidr);
[[nodiscard]] LiteralResult check_macaddr(std::string_view text);
[[nodiscard]] LiteralResult check_macaddr8(std::string_view text);
[[nodiscard]] LiteralResult check_pg_lsn(std::string_view text);
[[nodiscard]] LiteralResult check_snapshot(std::string_view text);
[[nodiscard]] LiteralResult check_tid(std::string_view text);

/// int2vector and oidvector: numbers between spaces.
[[nodiscard]] LiteralResult check_int2vector(std::string_view text);
[[nodiscard]] LiteralResult check_oidvector(std::string_view text, int server_version);
/// By the rules of the C locale; text that may hold another currency is accepted.
[[nodiscard]] LiteralResult check_money(std::string_view text);
[[nodiscard]] LiteralResult check_tsvector(std::string_view text);
[[nodiscard]] LiteralResult check_tsquery(std::string_view text);
[[nodiscard]] LiteralResult check_jsonpath(std::string_view text, int server_version);

/// aclitemin, as far as the text alone tells: roles are not known.
[[nodiscard]] LiteralResult check_acl_item(std::string_view text);
/// regclass, regproc, regtype ...: names of objects, looked up in the catalog.
[[nodiscard]] LiteralResult check_object_name(const catalog::Catalog& catalog, catalog::Oid type,
                                              std::string_view text);

/// date, time, timetz, timestamp, timestamptz, interval. `type_modifier` limits an interval's fields.
[[nodiscard]] LiteralResult check_datetime(catalog::Oid type, int type_modifier, std::string_view text,
                                           int server_version);

/// point, lseg, path, box, polygon, line, circle
[[nodiscard]] LiteralResult check_geometric(catalog::Oid type, std::string_view text);

// Containers check their elements through check_literal.
[[nodiscard]] LiteralResult check_array(const catalog::Catalog& catalog, catalog::Oid element, int type_modifier,
                                        std::string_view text);
[[nodiscard]] LiteralResult check_range(const catalog::Catalog& catalog, const catalog::Type& range,
                                        std::string_view text);
[[nodiscard]] LiteralResult check_multirange(const catalog::Catalog& catalog, const catalog::Type& multirange,
                                             std::string_view text);
[[nodiscard]] LiteralResult check_record(const catalog::Catalog& catalog, const catalog::Type& composite,
                                         std::string_view text);

}  // namespace pgscribe::literal
