#include "support/allowable_warnings.hpp"

#include <algorithm>

#include "support/joined.hpp"
#include "support/messages.hpp"
#include "support/nearest_name.hpp"
#include "support/vet_rules.hpp"

namespace pgscribe::support {

namespace {

std::vector<std::string> with_vet_rules(std::vector<std::string> codes) {
  for (const VetRule& rule : vet_rules()) codes.emplace_back(rule.code);
  std::sort(codes.begin(), codes.end());
  return codes;
}

}  // namespace

const std::vector<std::string>& allowable_warnings() {
  static const std::vector<std::string> kCodes =
      with_vet_rules({"all-rows", "constant-order", "keyset-ties", "many-rows", "missing-value", "null-comparison",
                      "unnamed-statement", "unused-result"});
  return kCodes;
}

void add_unallowed(const Diagnostics& found, const std::vector<std::string>& allowed, Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : found.all()) {
    if (std::find(allowed.begin(), allowed.end(), diagnostic.code) == allowed.end()) diagnostics.add(diagnostic);
  }
}

bool is_allowable(std::string_view code, const std::vector<std::string>& own_rules) {
  const auto has = [&](const std::vector<std::string>& codes) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
  };
  return has(allowable_warnings()) || has(own_rules);
}

std::string allowable_hint(std::string_view code, const std::vector<std::string>& own_rules) {
  std::vector<std::string> all = allowable_warnings();
  all.insert(all.end(), own_rules.begin(), own_rules.end());
  const std::string nearest = nearest_name(code, all);
  return nearest.empty() ? msg::WhatCanBeAllowed(joined(all, ", ")) : msg::DidYouMean(nearest);
}

}  // namespace pgscribe::support
