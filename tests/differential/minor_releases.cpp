#include "minor_releases.hpp"

#include <algorithm>
#include <array>

namespace pgscribe::differential {

namespace {

/// What a minor release changed in the answers to PREPARE, told by the answers before it and since.
struct Change {
  int minor;
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

constexpr std::array kChanges{Change{20, calls_with_internal}};

}  // namespace

bool is_older_minor_release(int minor, const Answer& server, const Answer& analysis) {
  return std::any_of(kChanges.begin(), kChanges.end(),
                     [&](const Change& change) { return minor < change.minor && change.shows(server, analysis); });
}

}  // namespace pgscribe::differential
