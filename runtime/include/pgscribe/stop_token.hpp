#pragma once

#include <version>

#if defined(__cpp_lib_jthread)
#include <stop_token>
#endif

// `std::stop_token`, where the standard library has it.

namespace pgscribe {

#if defined(__cpp_lib_jthread)
/// How a caller asks a call to stop: std::stop_token, where the standard library has it.
using StopToken = std::stop_token;
#else
/// Takes the place of std::stop_token where the standard library has none (libc++ before 20): nobody can ask for a
/// stop.
class StopToken {
 public:
  [[nodiscard]] bool stop_requested() const noexcept { return false; }
  [[nodiscard]] bool stop_possible() const noexcept { return false; }
};
#endif

}  // namespace pgscribe
