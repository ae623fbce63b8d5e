#pragma once

#include <string>
#include <string_view>

// Checksums of migrations.

namespace pgscribe::detail {

/// FIPS 180-4, in lower-case hexadecimal.
[[nodiscard]] std::string sha256(std::string_view text);

}  // namespace pgscribe::detail
