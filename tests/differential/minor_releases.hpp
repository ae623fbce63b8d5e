#pragma once

#include "answer.hpp"

namespace pgscribe::differential {

/// A server of PostgreSQL 15.`minor` answers otherwise because it lacks a change of a later minor release, which the
/// analysis follows.
[[nodiscard]] bool is_older_minor_release(int minor, const Answer& server, const Answer& analysis);

}  // namespace pgscribe::differential
