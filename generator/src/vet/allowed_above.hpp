#pragma once

#include <string>
#include <vector>

#include "support/diagnostics.hpp"

// `-- @allow code` in a schema file.

namespace pgscribe::vet {

/// The codes that the comment lines directly above the statement allow. Those that are no warning that can be allowed
/// are reported, where there is somebody to report to; `own_rules` are names of the project's rules.
[[nodiscard]] std::vector<std::string> allowed_above(const support::SourceFile& file, support::Span statement,
                                                     support::Diagnostics* diagnostics = nullptr,
                                                     const std::vector<std::string>& own_rules = {});

}  // namespace pgscribe::vet
