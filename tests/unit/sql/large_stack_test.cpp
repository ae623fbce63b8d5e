#include "sql/large_stack.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <thread>

namespace pgscribe::sql {
namespace {

/// Uses about `levels` KiB of stack.
int deep(int levels) {
  volatile char frame[1024] = {};
  frame[0] = static_cast<char>(levels);
  return levels == 0 ? frame[0] : deep(levels - 1) + frame[0] * 0;
}

}  // namespace

TEST_CASE("there is room for deep recursion") {
  int result = -1;
  run_with_large_stack([&] { result = deep(100'000); });
  CHECK(result == 0);
}

TEST_CASE("it runs on another thread, and in place when nested") {
  const std::thread::id caller = std::this_thread::get_id();
  std::thread::id outer;
  std::thread::id inner;
  run_with_large_stack([&] {
    outer = std::this_thread::get_id();
    run_with_large_stack([&] { inner = std::this_thread::get_id(); });
  });
  CHECK(outer != caller);
  CHECK(inner == outer);
}

TEST_CASE("exceptions come back") {
  CHECK_THROWS_WITH_AS(run_with_large_stack([] { throw std::runtime_error("x"); }), "x", std::runtime_error);
}

}  // namespace pgscribe::sql
