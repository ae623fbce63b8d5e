#pragma once

#include <string>

#include "pgscribe/codec.hpp"
#include "pgscribe/types/numeric.hpp"

// The binary form of numeric.

namespace pgscribe {

/// The binary form of numeric (numeric_send, numeric_recv): number of digits, weight, sign and display scale as
/// int16, then the digits in base 10000.
struct NumericWire {
  [[nodiscard]] static Numeric read(const Codec& codec, const Cell& cell);
  static void write(const Numeric& value, std::string& out);
};

}  // namespace pgscribe
