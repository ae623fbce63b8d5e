#pragma once

namespace pgscribe::support {

/// The releases of PostgreSQL that a project can be for, by their first number.
inline constexpr int kOldestServerVersion = 14;
inline constexpr int kNewestServerVersion = 18;
/// Of a project that does not say.
inline constexpr int kDefaultServerVersion = 15;

}  // namespace pgscribe::support
