#pragma once

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

namespace my {

struct Change {
  std::string what{};

  friend bool operator==(const Change&, const Change&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Change& change) { return out << change.what; }
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Change, what)

}  // namespace my
