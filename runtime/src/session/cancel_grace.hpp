#pragma once

#include <atomic>
#include <chrono>

// How long a canceled statement may take to end before its connection is given up.

namespace pgscribe::detail {

/// Not a setting: tests of what happens after a cancellation wait for it, however busy the machine is.
inline std::atomic<std::chrono::milliseconds> cancel_grace{std::chrono::milliseconds{300}};

}  // namespace pgscribe::detail
