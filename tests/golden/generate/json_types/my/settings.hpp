#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace my {

struct Settings {
  std::string theme{};
  int page_size = 20;
  std::map<std::string, bool> flags{};

  friend bool operator==(const Settings&, const Settings&) = default;
};

inline void to_json(nlohmann::json& json, const Settings& settings) {
  json = {{"theme", settings.theme}, {"page_size", settings.page_size}, {"flags", settings.flags}};
}
inline void from_json(const nlohmann::json& json, Settings& settings) {
  json.at("theme").get_to(settings.theme);
  settings.page_size = json.value("page_size", 20);
  if (json.contains("flags")) json.at("flags").get_to(settings.flags);
}

}  // namespace my
