#pragma once

#include "answer.hpp"

namespace pgscribe::differential {

/// The exact release of a server, PostgreSQL major.minor.
struct Release {
  int major = 0;
  int minor = 0;
};

/// A server of that release answers otherwise because it lacks a change of a later minor release, which the analysis
/// follows.
[[nodiscard]] bool is_older_minor_release(Release release, const Answer& server, const Answer& analysis);

}  // namespace pgscribe::differential
