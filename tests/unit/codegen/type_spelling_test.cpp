#include "codegen/type_spelling.hpp"

#include <doctest/doctest.h>

using namespace pgscribe::codegen;

TEST_CASE("a type that is read and written is the same") {
  for (const char* written : {"int", "std::string", "std::optional<std::string>", "std::vector<std::optional<my::T>>",
                              "std::vector<std::vector<bool>>", "std::span<const std::optional<int>>",
                              "std::map<int, std::vector<int>>", "std::vector<std::map<int, int>>"}) {
    CAPTURE(std::string{written});
    CHECK(read_type(written).text() == written);
  }
}

TEST_CASE("what a type is, and what it holds") {
  const TypeSpelling type = read_type("std::vector<std::optional<my::T<int>>>");
  CHECK(type.stored == "my::T<int>");
  CHECK(type.is(TypeWrapper::vector));
  CHECK_FALSE(type.is(TypeWrapper::optional));
  CHECK(type.unwrapped() == TypeSpelling{"my::T<int>"}.in(TypeWrapper::optional));
  CHECK(TypeSpelling{}.empty());
}

TEST_CASE("a type that merely begins like a wrapper is none") {
  for (const char* written :
       {"std::vector<int>::iterator", "std::vector<int, my::Allocator<int>>",
        "std::vector<int, my::Allocator<int>>::value<int>", "std::optional<int", "std::vectors<int>"}) {
    CAPTURE(std::string{written});
    CHECK(read_type(written) == TypeSpelling{written});
  }
}
