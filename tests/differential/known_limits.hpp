#pragma once

#include <string>
#include <string_view>

#include "answer.hpp"
#include "minor_releases.hpp"

namespace pgscribe::differential {

/// The heading in docs/checks.md of the known limit that a difference to a server of that release comes from; empty: it
/// is none.
[[nodiscard]] std::string_view known_limit(const std::string& statement, Release release, const Answer& server,
                                           const Answer& analysis);

}  // namespace pgscribe::differential
