#include "pgscribe/expected.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

using namespace pgscribe;

namespace {

Result<int> half(int number) {
  return attempt([&] {
    if (number % 2 != 0) throw DataException(ErrorFields{.message = "odd", .sqlstate = "22000", .query = "Half"});
    return number / 2;
  });
}

struct Handle {
  explicit Handle(int number) : number_(number) {}
  Handle(Handle&&) = default;
  Handle& operator=(Handle&&) = default;
  int number_;
};

}  // namespace

TEST_CASE("a result has a value or an error") {
  const Result<int> good = half(4);
  CHECK((good && good.has_value() && *good == 2 && good.value() == 2));
  CHECK(good.shared_error() == nullptr);
  CHECK(good.error_if<Error>() == nullptr);
  CHECK_THROWS_AS((void)good.error(), UsageError);
  const Result<int> bad = half(3);
  CHECK_FALSE(bad.has_value());
  CHECK_THROWS_AS((void)bad.value(), DataException);
  CHECK(bad.error().sqlstate() == "22000");
  CHECK(bad.error().query() == "Half");
  CHECK(bad.error_if<ServerError>() == &bad.error());
  CHECK(bad.error_if<ConnectionError>() == nullptr);
  CHECK(bad.value_or(7) == 7);
  CHECK(half(8).value_or(7) == 4);
}

TEST_CASE("results are chained, and errors pass through") {
  CHECK(half(8).and_then(half).transform([](int n) { return std::to_string(n); }).value() == "2");
  int calls = 0;
  const auto counted = [&](int n) {
    ++calls;
    return half(n);
  };
  const Result<int> failed = half(6).and_then(counted).and_then(counted);
  CHECK(calls == 1);
  CHECK(failed.error_if<DataException>() != nullptr);
  CHECK(failed.or_else([](const Error& error) { return Result<int>{static_cast<int>(error.message().size())}; })
            .value() == 3);
  CHECK(half(2).or_else([](const Error&) { return Result<int>{9}; }).value() == 1);
}

TEST_CASE("a result of nothing") {
  int calls = 0;
  const auto call = [&] { return attempt([&] { ++calls; }); };
  static_assert(std::is_same_v<decltype(call()), Result<void>>);
  CHECK(call().and_then(call).transform([] { return 5; }).value() == 5);
  CHECK(calls == 2);
  const Result<void> failed = half(3).transform([](int) {});
  CHECK_FALSE(failed);
  CHECK_THROWS_AS((void)failed.value(), DataException);
}

TEST_CASE("a value that can only be moved, or that is a bool or an optional") {
  CHECK(attempt([] { return Handle{3}; }).transform([](Handle handle) { return handle.number_; }).value() == 3);
  CHECK(attempt([] { return Handle{3}; }).value().number_ == 3);
  CHECK_FALSE(attempt([] { return false; }).value());
  CHECK(attempt([] { return false; }).has_value());
  CHECK_FALSE(attempt([] { return std::optional<int>{}; }).value());
}

TEST_CASE("exceptions that are not the runtime's pass") {
  CHECK_THROWS_AS((void)attempt([]() -> int { throw std::runtime_error("another"); }), std::runtime_error);
}
