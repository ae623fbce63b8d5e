#include "support/allowable_warnings.hpp"

#include <algorithm>

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

std::string allowable_hint(std::string_view code) {
  const std::string nearest = nearest_name(code, allowable_warnings());
  if (!nearest.empty()) return msg::DidYouMean(nearest);
  std::string all;
  for (const std::string& allowable : allowable_warnings()) all += (all.empty() ? "" : ", ") + allowable;
  return msg::WhatCanBeAllowed(all);
}

}  // namespace pgscribe::support
