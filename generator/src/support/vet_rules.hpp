#pragma once

#include <string_view>
#include <vector>

// The rules of `pgscribe vet` by their codes: what a configuration can turn on and off, and an author can allow.

namespace pgscribe::support {

/// A rule of `pgscribe vet`. What it says of a place is a row of vet/messages.def with the same code.
struct VetRule {
  std::string_view code;
  bool is_on;  ///< without a word of the configuration
};

/// Those about queries, about the schema, about migrations; each group sorted.
[[nodiscard]] const std::vector<VetRule>& vet_rules();

}  // namespace pgscribe::support
