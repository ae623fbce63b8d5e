#include "pgscribe/patch.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "pgscribe/error.hpp"
#include "pgscribe/json.hpp"
#include "pgscribe/print.hpp"

using namespace pgscribe;

namespace {

struct Params {
  Patch<std::string> name{};
  Patch<std::optional<std::int32_t>> age{};
};

std::string printed(const auto& value) {
  std::ostringstream out;
  print(out, value);
  return out.str();
}

nlohmann::json written(const Params& params) {
  auto json = nlohmann::json::object();
  json_write_member(json, "name", params.name);
  json_write_member(json, "age", params.age);
  return json;
}

Params read(const char* text) {
  const auto json = nlohmann::json::parse(text);
  Params params{.name = "before", .age = 1};
  json_read_member(json, "name", params.name);
  json_read_member(json, "age", params.age);
  return params;
}

}  // namespace

TEST_CASE("a patch is not set unless it is given a value") {
  Patch<std::string> name;
  CHECK_FALSE(name.is_set());
  CHECK_THROWS_AS((void)name.value(), UsageError);
  name = "Ada";
  CHECK(name.is_set());
  CHECK(name.value() == "Ada");
  name.clear();
  CHECK(name == Patch<std::string>{});
  CHECK(Patch<std::string>{"a"} == Patch<std::string>{"a"});
  CHECK_FALSE(Patch<std::string>{""} == Patch<std::string>{});
}

TEST_CASE("NULL is a value of its own") {
  const Params params{.age = std::nullopt};
  CHECK(params.age.is_set());
  CHECK_FALSE(params.age.value().has_value());
  CHECK_FALSE(params.age == Patch<std::optional<std::int32_t>>{});
  CHECK_FALSE(Params{.age = 3}.age == params.age);
}

TEST_CASE("printed and as JSON") {
  CHECK(printed(Patch<std::string>{}) == "unset");
  CHECK(printed(Patch<std::string>{"a"}) == "\"a\"");
  CHECK(printed(Params{.age = std::nullopt}.age) == "NULL");
  CHECK(written({}).dump() == "{}");
  CHECK(written({.name = "a", .age = std::nullopt}).dump() == R"({"age":null,"name":"a"})");
  CHECK_FALSE(read("{}").name.is_set());
  CHECK_FALSE(read("{}").age.is_set());
  CHECK(read(R"({"name": "b", "age": 7})").name.value() == "b");
  CHECK(read(R"({"age": null})").age == Params{.age = std::nullopt}.age);
  CHECK_THROWS_AS((void)read(R"({"name": null})"), ConversionError);
}
