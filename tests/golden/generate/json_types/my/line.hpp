#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace my {

struct Line {
  std::string product{};
  int quantity = 0;

  friend bool operator==(const Line&, const Line&) = default;
};

inline void to_json(nlohmann::json& json, const Line& line) {
  json = {{"product", line.product}, {"quantity", line.quantity}};
}
inline void from_json(const nlohmann::json& json, Line& line) {
  json.at("product").get_to(line.product);
  json.at("quantity").get_to(line.quantity);
}

}  // namespace my
