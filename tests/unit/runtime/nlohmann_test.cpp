#include "pgscribe/nlohmann.hpp"

#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace pgscribe;

namespace my {

struct Settings {
  std::string theme{};
  int page_size = 0;
  bool operator==(const Settings&) const = default;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Settings, theme, page_size)

}  // namespace my

namespace {

template <typename T>
std::string problem(const std::string& json) {
  try {
    (void)JsonAdapter<T>::parse(json);
    return "none";
  } catch (const ConversionError& error) {
    return error.message();
  }
}

}  // namespace

TEST_CASE("all that nlohmann_json converts") {
  const my::Settings settings{"dark \"1\"", 20};
  CHECK(JsonAdapter<my::Settings>::parse(JsonAdapter<my::Settings>::print(settings)) == settings);
  const std::map<std::string, std::vector<my::Settings>> by_name{{"a", {settings}}, {"b", {}}};
  using Map = std::map<std::string, std::vector<my::Settings>>;
  CHECK(JsonAdapter<Map>::parse(JsonAdapter<Map>::print(by_name)) == by_name);
  CHECK(JsonAdapter<nlohmann::json>::parse("[1, null]") == nlohmann::json::array({1, nullptr}));
}

TEST_CASE("what does not fit is told without the value") {
  const std::string prefix = "the JSON does not fit its C++ type";
  CHECK(problem<my::Settings>(R"({"theme": "secret", "page_size": "secret"})") ==
        prefix + ": type must be number, but is string");
  CHECK(problem<my::Settings>(R"({"theme": "secret"})") == prefix + ": key 'page_size' not found");
  CHECK(problem<my::Settings>("null").starts_with(prefix));
  CHECK(problem<std::vector<int>>("3") == prefix + ": type must be array, but is number");
  CHECK_MESSAGE(problem<my::Settings>("secret") == prefix, "nlohmann quotes what it cannot parse");
  CHECK_MESSAGE(problem<double>("1e999") == prefix, "and numbers that are too large, which jsonb can hold");
  try {
    (void)JsonAdapter<std::string>::print("secret\xff");
    FAIL("it is no UTF-8");
  } catch (const ConversionError& error) {
    CHECK(error.message() == "nlohmann_json cannot write the value");
  }
}
