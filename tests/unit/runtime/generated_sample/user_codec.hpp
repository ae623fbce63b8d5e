#pragma once

#include "pgscribe/composed_codecs.hpp"
#include "user_types.hpp"

// Written by the user of an overridden type, not generated.
namespace my {

inline constexpr auto extra_codec = pgscribe::codec::custom<Extra, &parse_extra, &print_extra>("jsonb");

}  // namespace my
