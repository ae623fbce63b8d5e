#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

// hstore.

namespace pgscribe {

/// `hstore`: keys to values, which may be NULL.
using Hstore = std::map<std::string, std::optional<std::string>, std::less<>>;

/// `"a"=>"1", "b"=>NULL`
[[nodiscard]] std::string to_string(const Hstore& value);
[[nodiscard]] std::optional<Hstore> parse_hstore(std::string_view text);

}  // namespace pgscribe
