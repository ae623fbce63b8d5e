#pragma once

#include <string_view>

#include "pgscribe/composed_codecs.hpp"

// Values of any codec out of JSON, as to_json and to_jsonb write them.

namespace pgscribe::detail {

/// The elements of an array.
void read_json_array(const Codec& array, std::string_view json, const SequenceTarget& target);

}  // namespace pgscribe::detail
