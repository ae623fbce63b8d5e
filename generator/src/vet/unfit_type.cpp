#include <algorithm>
#include <array>
#include <string>

#include "vet/messages.hpp"
#include "vet/schema_rules.hpp"

// timestamp-without-zone, money-type, inexact-money: types that do not keep what is meant.

namespace pgscribe::vet {

namespace {

/// What amounts of money are called, as a word of a column's name.
constexpr std::array<std::string_view, 16> kAmounts{"amount", "balance", "budget",  "cost",    "costs", "deposit",
                                                    "fee",    "fees",    "payment", "payout",  "price", "prices",
                                                    "refund", "revenue", "salary",  "subtotal"};

bool is_called_like_money(std::string_view name) {
  while (!name.empty()) {
    const std::size_t end = std::min(name.find('_'), name.size());
    if (std::find(kAmounts.begin(), kAmounts.end(), name.substr(0, end)) != kAmounts.end()) return true;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

}  // namespace

void find_unfit_type(const Declaration& declared, const catalog::Catalog& catalog, Findings& findings) {
  const catalog::Relation& table = *catalog.relation(declared.relation);
  const catalog::Column& column = table.columns[static_cast<std::size_t>(declared.attribute) - 1];
  const catalog::Oid element = catalog.base_element_type(column.type);
  const catalog::Oid type = element == catalog::kInvalidOid ? catalog.base_type(column.type) : element;
  if (type == catalog::oid::timestamp) findings.add(declared.span, msg::TimestampWithoutZone(column.name, table.name));
  if (type == catalog::oid::money) findings.add(declared.span, msg::TypeMoney(column.name, table.name));
  const bool is_inexact = type == catalog::oid::float4 || type == catalog::oid::float8;
  if (is_inexact && is_called_like_money(column.name))
    findings.add(declared.span, msg::InexactMoney(column.name, catalog.format_type(type), table.name));
}

}  // namespace pgscribe::vet
