#pragma once

// The exit codes.

namespace pgscribe::cli {

inline constexpr int kSuccess = 0;
/// The user's SQL or configuration is wrong, or `diff` found differences.
inline constexpr int kUserError = 1;
/// The tool was called wrongly, or it or the machine failed.
inline constexpr int kToolFailed = 2;

}  // namespace pgscribe::cli
