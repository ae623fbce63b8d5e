#pragma once

// What a value of json or jsonb is made of, where the statement makes it.

namespace pgscribe::analyze {

/// `value`: one value of another type, as to_json writes it. `object`: keys that the statement says. `list`: any number
/// of values of one kind. `map`: the same under keys that are data.
enum class JsonShape : unsigned char { none, value, object, list, map };

}  // namespace pgscribe::analyze
