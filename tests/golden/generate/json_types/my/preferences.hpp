#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace my {

struct Preferences {
  std::string language{};

  friend bool operator==(const Preferences&, const Preferences&) = default;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Preferences, language)

}  // namespace my
