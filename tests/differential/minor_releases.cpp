#include "minor_releases.hpp"

#include <algorithm>
#include <array>

#include "support/server_version.hpp"

namespace pgscribe::differential {

namespace {

/// What a minor release changed in the answers to PREPARE, told by the answers before it and since. Minor releases of
/// all majors come out together; each major numbers them from its own beginning.
struct Change {
  std::array<int, 5> minors;  ///< of 14 to 18
  bool (*shows)(const Answer& before, const Answer& since);
};

/// A constant or a parameter of type unknown became "internal" where a function takes that, and functions that return
/// it could be called; what the statement then met may be anything.
bool calls_with_internal(const Answer&, const Answer& since) {
  const bool is_not_found = since.sqlstate == "42883" && since.message.starts_with("function ") &&
                            since.message.find("unknown") != std::string::npos &&
                            since.hint.find("internal") != std::string::npos;
  return is_not_found || since.message == "cannot cast type unknown to internal" ||
         since.message == "functions returning type \"internal\" cannot be called explicitly";
}

constexpr std::array kChanges{Change{{25, 20, 16, 12, 6}, calls_with_internal}};

}  // namespace

bool is_older_minor_release(Release release, const Answer& server, const Answer& analysis) {
  const auto of_major = static_cast<std::size_t>(release.major - support::kOldestServerVersion);
  return std::any_of(kChanges.begin(), kChanges.end(), [&](const Change& change) {
    return release.minor < change.minors.at(of_major) && change.shows(server, analysis);
  });
}

}  // namespace pgscribe::differential
