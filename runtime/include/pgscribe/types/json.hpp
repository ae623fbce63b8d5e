#pragma once

#include <string>
#include <utility>

// json and jsonb as text.

namespace pgscribe {

/// `json` and `jsonb` as text, exactly as the server sent it. Parse it with `pgscribe/json.hpp`
/// (nlohmann_json) or any other library. Equality is that of the text.
struct Json {
  std::string text = "null";

  Json() = default;
  explicit Json(std::string json) : text(std::move(json)) {}

  bool operator==(const Json&) const = default;
};

[[nodiscard]] inline const std::string& to_string(const Json& value) noexcept { return value.text; }

}  // namespace pgscribe
