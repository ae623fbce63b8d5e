#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostics.hpp"

// The warnings that an author can allow, with `-- @allow code` or `allow:` in the configuration.

namespace pgscribe::support {

/// The codes of what an author can allow (`-- @allow code`, `allow:` in the configuration), because now and then it is
/// meant: those of the analysis and the rules of `pgscribe vet`; sorted.
[[nodiscard]] const std::vector<std::string>& allowable_warnings();

/// Adds to `diagnostics` what `found` has of other codes than those in `allowed`.
void add_unallowed(const Diagnostics& found, const std::vector<std::string>& allowed, Diagnostics& diagnostics);

/// Whether an author can allow the code: of `allowable_warnings`, or a rule of the project's own.
[[nodiscard]] bool is_allowable(std::string_view code, const std::vector<std::string>& own_rules = {});

/// For a code that is not allowable: the one that was meant, or all of them.
[[nodiscard]] std::string allowable_hint(std::string_view code, const std::vector<std::string>& own_rules = {});

}  // namespace pgscribe::support
