#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "pgscribe/json_adapter.hpp"

// A JSON library of one's own, which knows an array of one string.

namespace my {

struct Tags {
  std::string first{};

  friend bool operator==(const Tags&, const Tags&) = default;
};

}  // namespace my

template <>
struct pgscribe::JsonAdapter<my::Tags> {
  static my::Tags parse(std::string_view json) {
    if (!json.starts_with("[\"") || !json.ends_with("\"]"))
      throw std::invalid_argument("not tags: " + std::string(json));
    return {std::string(json.substr(2, json.size() - 4))};
  }
  static std::string print(const my::Tags& tags) { return "[\"" + tags.first + "\"]"; }
};
