#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

// Which rules are asked.

namespace pgscribe::vet {

/// The rules that are on: those that always are and those that are named, without those that are named to be off.
class RuleChoice {
 public:
  RuleChoice(const std::vector<std::string>& enable, const std::vector<std::string>& disable);

  [[nodiscard]] bool has(std::string_view code) const { return codes_.count(code) != 0; }

 private:
  std::set<std::string, std::less<>> codes_;
};

}  // namespace pgscribe::vet
