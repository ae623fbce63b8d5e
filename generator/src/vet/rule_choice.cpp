#include "vet/rule_choice.hpp"

#include "support/vet_rules.hpp"

namespace pgscribe::vet {

RuleChoice::RuleChoice(const std::vector<std::string>& enable, const std::vector<std::string>& disable) {
  for (const support::VetRule& rule : support::vet_rules()) {
    if (rule.is_on) codes_.emplace(rule.code);
  }
  codes_.insert(enable.begin(), enable.end());
  for (const std::string& code : disable) codes_.erase(code);
}

}  // namespace pgscribe::vet
