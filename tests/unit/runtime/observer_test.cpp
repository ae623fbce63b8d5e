#include "pgscribe/observer.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "pgscribe/codecs.hpp"
#include "pgscribe/composed_codecs.hpp"
#include "pgscribe/query.hpp"
#include "pgscribe/types.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;

namespace {

struct Params {
  std::int32_t id = 5;
  std::string title = "secret title";
  std::optional<double> share{};
  std::vector<std::int32_t> numbers{1, 2};
  bool active = true;
  Json extra{R"({"secret": 1})"};
  Uuid key{};
};

constexpr Parameter kParameters[] = {
    parameter<decltype(Params::id)>("id", offsetof(Params, id), codec::int4),
    parameter<decltype(Params::title)>("title", offsetof(Params, title), codec::text),
    parameter<decltype(Params::share)>("share", offsetof(Params, share), codec::float8),
    parameter<decltype(Params::numbers)>("numbers", offsetof(Params, numbers), codec::array<codec::int4>),
    parameter<decltype(Params::active)>("active", offsetof(Params, active), codec::bool_),
    parameter<decltype(Params::extra)>("extra", offsetof(Params, extra), codec::jsonb),
    parameter<decltype(Params::key)>("key", offsetof(Params, key), codec::uuid),
};

struct Log {
  std::vector<std::string> lines{};
  SlowQueryLogOptions options(std::chrono::milliseconds threshold = 100ms) {
    return {.threshold = threshold, .write = [this](std::string_view line) { lines.emplace_back(line); }};
  }
};

}  // namespace

TEST_CASE("parameters are redacted by type") {
  const Params params{};
  const Arguments arguments = fields(params);
  const StatementEvent event{.name = "Find", .parameters = kParameters, .arguments = &arguments};
  CHECK(redacted_parameters(event) ==
        "id=5 title=<text, 12 bytes> share=NULL numbers=<int4[], 9 bytes> active=t extra=<jsonb, 13 bytes> "
        "key=00000000-0000-0000-0000-000000000000");
  CHECK(redacted_parameters({.name = "Find", .parameters = kParameters}).empty());
}

TEST_CASE("positional parameters are redacted too") {
  static constexpr Parameter parameters[] = {parameter<std::string_view>("title", 0, codec::text),
                                             parameter<std::optional<std::int64_t>>("id", 0, codec::int8)};
  const std::string_view title = "abc";
  const std::optional<std::int64_t> id = 7;
  const auto pointers = positional(title, id);
  const Arguments arguments = pointers;
  CHECK(redacted_parameters({.parameters = parameters, .arguments = &arguments}) == "title=<text, 3 bytes> id=7");
}

TEST_CASE("of the rows of a bulk statement their number is shown") {
  static constexpr Parameter parameters[] = {
      parameter<std::int64_t>("tenant", 0, codec::int8), parameter<std::int64_t>("id", 0, codec::int8).of_each_row(),
      parameter<std::int64_t>("text", 0, codec::int8).of_each_row(RowForm::texts)};
  const std::int64_t tenant = 3;
  const std::vector<std::int64_t> ids{1, 2};
  const auto pointers = positional(tenant, of_each_row, of_each_row);
  const Arguments arguments = bulk(std::span<const std::int64_t>(ids), pointers);
  CHECK(redacted_parameters({.parameters = parameters, .arguments = &arguments}) ==
        "tenant=3 id=<int8, of 2 rows> text=<int8, of 2 rows>");
}

TEST_CASE("a value that cannot be sent is not shown") {
  const Params params{.title = std::string{"a\0b", 3}};
  const Arguments arguments = fields(params);
  const std::string shown =
      redacted_parameters({.parameters = std::span{kParameters}.subspan(1, 1), .arguments = &arguments});
  CHECK(shown.find("title=<text, ") == 0);
}

TEST_CASE("the slow query log writes what took long, and no values") {
  Log out;
  SlowQueryLog log{out.options()};
  const Params params{};
  const Arguments arguments = fields(params);
  const StatementEvent event{
      .name = "Find", .sql = "SELECT 1", .backend_pid = 42, .parameters = kParameters, .arguments = &arguments};
  log.after_statement(event, {.duration = 99ms}, nullptr);
  CHECK(out.lines.empty());
  log.after_statement(event, {.duration = 100ms, .rows = 3}, nullptr);
  CHECK(out.lines.back() == "slow query Find: 100.000 ms, 3 rows, backend 42");
  const ServerError error{ErrorFields{.message = "secret", .sqlstate = "57014"}};
  log.after_statement(event, {.duration = 1234567us, .failed = true, .error = &error}, nullptr);
  CHECK(out.lines.back() == "slow query Find: 1234.567 ms, failed [57014], backend 42");
  log.after_statement({.sql = "SELECT 'secret'", .operation = Operation::script, .backend_pid = 1}, {.duration = 1s},
                      nullptr);
  CHECK(out.lines.back() == "slow query (script): 1000.000 ms, 0 rows, backend 1");
  log.after_statement({.name = "Add", .operation = Operation::batch, .size = 20}, {.duration = 1s, .rows = 20},
                      nullptr);
  CHECK(out.lines.back() == "slow query Add: 1000.000 ms, 20 rows, batch of 20, backend 0");
}

TEST_CASE("the slow query log writes SQL and parameters when asked") {
  Log out;
  SlowQueryLogOptions options = out.options();
  options.sql = true;
  options.parameters = true;
  SlowQueryLog log{options};
  const Params params{};
  const Arguments arguments = fields(params);
  log.after_statement({.name = "Find",
                       .sql = "SELECT *\nFROM t",
                       .parameters = std::span{kParameters}.first(2),
                       .arguments = &arguments},
                      {.duration = 1s, .rows = 1}, nullptr);
  CHECK(
      out.lines.back() ==
      "slow query Find: 1000.000 ms, 1 rows, backend 0, parameters: id=5 title=<text, 12 bytes>, sql: SELECT * FROM t");
}

TEST_CASE("a log that throws harms nobody") {
  SlowQueryLog log{{.threshold = 0ms, .write = [](std::string_view) { throw std::runtime_error("full"); }}};
  log.after_statement({.name = "Find"}, {.duration = 1s}, nullptr);
}

TEST_CASE("names of pool events") {
  CHECK(to_string(PoolEventKind::connect_failed) == "connect_failed");
  CHECK(to_string(CloseReason::max_idle_time) == "max_idle_time");
}
