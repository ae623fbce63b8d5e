#pragma once

// The version of the contract between generated code and this library.

namespace pgscribe {

/// Version of the contract between generated code and this runtime. Generated sources assert it, so that
/// code from an older generator fails to compile with one clear line instead of misbehaving. It changes
/// only when generated code must be regenerated.
inline constexpr int kAbi = 1;

}  // namespace pgscribe
