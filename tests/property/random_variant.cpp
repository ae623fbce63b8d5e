#include "random_variant.hpp"

#include <algorithm>

namespace property {

using pgscribe::analyze::OrderChoice;
using pgscribe::analyze::Switch;
using pgscribe::analyze::VariantSet;

namespace {

VariantKey bit(std::size_t at) { return VariantKey{1} << at; }

bool is_join(const pgscribe::analyze::Piece& piece) {
  return piece.condition.any != 0 && piece.text.find("LEFT JOIN") != std::string::npos;
}

}  // namespace

VariantKey random_key(const VariantSet& variants, Random& random) {
  VariantKey key = 0;
  const int likely = random.below(101);
  for (std::size_t i = 0; i < variants.switches.size(); ++i) {
    const Switch::Kind kind = variants.switches[i].kind;
    const bool is_free = kind != Switch::Kind::label && kind != Switch::Kind::reverse && kind != Switch::Kind::cursor;
    if (is_free && random.chance(likely)) key |= bit(i);
  }
  for (const OrderChoice& order : variants.orders) {
    const auto label = static_cast<std::size_t>(random.below(static_cast<int>(order.labels.size())));
    key |= bit(order.labels[label]);
    if (order.reversible[label] && random.chance(50)) key |= bit(order.reverse);
  }
  return key;
}

SentText text_of(const AnalyzedQuery& query, VariantKey key, bool keeps_joins) {
  SentText sent;
  for (const auto& piece : query.variants.pieces) {
    if (!piece.condition.holds(key) && !(keeps_joins && is_join(piece))) continue;
    sent.sql += piece.text;
    if (piece.parameter == 0) continue;
    auto known = std::find(sent.parameters.begin(), sent.parameters.end(), piece.parameter);
    if (known == sent.parameters.end()) known = sent.parameters.insert(known, piece.parameter);
    sent.sql += "$" + std::to_string(known - sent.parameters.begin() + 1);
  }
  return sent;
}

SentText random_text(const AnalyzedQuery& query, Random& random) {
  SentText sent;
  if (query.variants.empty()) {
    sent.sql = query.sent_sql;
    for (const auto& parameter : query.parameters) sent.parameters.push_back(parameter.number);
    return sent;
  }
  const VariantKey key = random_key(query.variants, random);
  if (query.variants.sent_if_any != 0 && (key & query.variants.sent_if_any) == 0) return sent;
  return text_of(query, key);
}

}  // namespace property
