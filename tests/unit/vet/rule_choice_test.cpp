#include "vet/rule_choice.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "support/allowable_warnings.hpp"
#include "support/vet_rules.hpp"

using pgscribe::vet::RuleChoice;

TEST_CASE("which rules are on") {
  const RuleChoice usual({}, {});
  CHECK(usual.has("star-view"));
  CHECK_FALSE(usual.has("unindexed-condition"));
  const RuleChoice chosen({"unindexed-condition"}, {"star-view"});
  CHECK_FALSE(chosen.has("star-view"));
  CHECK(chosen.has("unindexed-condition"));
}

TEST_CASE("every rule can be allowed") {
  const std::vector<std::string>& allowable = pgscribe::support::allowable_warnings();
  for (const pgscribe::support::VetRule& rule : pgscribe::support::vet_rules())
    CHECK_MESSAGE(std::count(allowable.begin(), allowable.end(), rule.code) == 1, rule.code);
}
