#include "support/vet_rules.hpp"

namespace pgscribe::support {

const std::vector<VetRule>& vet_rules() {
  constexpr bool on = true;
  constexpr bool off = false;
  static const std::vector<VetRule> kRules{
#define VET_RULE(code, state, finds) {code, state},
#include "support/vet_rules.def"
#undef VET_RULE
  };
  return kRules;
}

}  // namespace pgscribe::support
