#pragma once

#include <string>
#include <string_view>

// Written by the user of an overridden type, not generated.
namespace my {

struct Extra {
  std::string raw{};
  virtual ~Extra() = default;  // not standard-layout, on purpose

  friend bool operator==(const Extra& a, const Extra& b) { return a.raw == b.raw; }
};

inline Extra parse_extra(std::string_view text) {
  Extra extra;
  extra.raw = text;
  return extra;
}
inline std::string print_extra(const Extra& extra) { return extra.raw; }

}  // namespace my
