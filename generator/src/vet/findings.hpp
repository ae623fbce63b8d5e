#pragma once

#include <set>
#include <string>
#include <utility>

#include "support/diagnostics.hpp"
#include "vet/rule_choice.hpp"

// What rules have found in one file.

namespace pgscribe::vet {

/// Takes the findings of one file, each once, and leaves out those of rules that are off.
class Findings {
 public:
  Findings(const support::SourceFile& file, const RuleChoice& rules, support::Diagnostics& diagnostics)
      : file_(file), rules_(rules), diagnostics_(diagnostics) {}

  void add(support::Span span, support::Message message);

 private:
  const support::SourceFile& file_;
  const RuleChoice& rules_;
  support::Diagnostics& diagnostics_;
  std::set<std::pair<std::uint32_t, std::string>> found_;
};

}  // namespace pgscribe::vet
