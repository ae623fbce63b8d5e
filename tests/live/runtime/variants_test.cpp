#include "pgscribe/variants.hpp"

#include <string>
#include <vector>

#include "live_database.hpp"
#include "pgscribe/observer.hpp"

using namespace pgscribe;

// Statements whose text varies, on a server.

namespace {

struct Params {
  std::optional<std::int32_t> low{};
  std::optional<std::int32_t> high{};
};
constexpr Column kColumns[] = {column<std::int32_t>("n", 0, codec::int4)};
constexpr Parameter kParameters[] = {parameter<decltype(Params::low)>("low", offsetof(Params, low), codec::int4),
                                     parameter<decltype(Params::high)>("high", offsetof(Params, high), codec::int4)};
constexpr Statement kWhole{.name = "Numbers",
                           .sql = "SELECT n FROM generate_series(1, 9) n WHERE n >= $1 AND n <= $2",
                           .columns = kColumns,
                           .parameters = kParameters};
constexpr Piece kPieces[] = {
    {.text = "SELECT n FROM generate_series(1, 9) n WHERE true"},
    {.text = " AND n >= ", .parameter = 1, .condition = {.all = 1}},
    {.text = " AND n <= ", .parameter = 2, .condition = {.all = 2}},
};
constexpr const char* kSwitches[] = {"low", "high"};

using Numbers = std::vector<std::int32_t>;

Numbers numbers(Executor& executor, Variants& variants, const Params& params) {
  const VariantKey key = switches(params.low.has_value(), params.high.has_value());
  return many<std::int32_t>(executor, variants.choose(key), fields(params));
}

std::string prepared(Executor& executor) {
  return live::text(executor,
                    "SELECT coalesce(string_agg(name, ' ' ORDER BY name), '') FROM pg_prepared_statements "
                    "WHERE name LIKE 'Numbers%'");
}

class VariantRecorder final : public Observer {
 public:
  void after_statement(const StatementEvent& event, const StatementOutcome&, void*) noexcept override {
    seen += std::string{event.name} + "(" + std::string{event.variant} + ") ";
  }
  std::string seen;
};

}  // namespace

TEST_CASE("a call sends what its switches ask for") {
  constinit static Variants variants{kWhole, kPieces, kSwitches};
  live::Database live{{.max_connections = 1}};
  CHECK(numbers(live.pool, variants, {.low = 8}) == Numbers{8, 9});
  CHECK(numbers(live.pool, variants, {.high = 2}) == Numbers{1, 2});
  CHECK(numbers(live.pool, variants, {.low = 4, .high = 5}) == Numbers{4, 5});
  CHECK(numbers(live.pool, variants, {}).size() == 9);
}

TEST_CASE("each variant is prepared once, under the query's name") {
  constinit static Variants variants{kWhole, kPieces, kSwitches};
  live::Database live{{.max_connections = 1}};
  for (int i = 0; i < 3; ++i) {
    (void)numbers(live.pool, variants, {.low = i});
    (void)numbers(live.pool, variants, {});
  }
  CHECK(prepared(live.pool) == "Numbers Numbers_2");
}

TEST_CASE("observers see the query and the variant") {
  constinit static Variants variants{kWhole, kPieces, kSwitches};
  const auto recorder = std::make_shared<VariantRecorder>();
  live::Database live{{.max_connections = 1, .observers = {recorder}}};
  recorder->seen.clear();
  (void)numbers(live.pool, variants, {.low = 1, .high = 2});
  (void)numbers(live.pool, variants, {});
  CHECK(recorder->seen == "Numbers(low,high) Numbers() ");
}

TEST_CASE("a variant beyond the bound is not prepared, and its stream keeps it") {
  constinit static Variants variants{kWhole, kPieces, kSwitches};
  for (VariantKey key = 0; key < Variants::kKept; ++key) (void)variants.choose(key << 2U);
  live::Database live{{.max_connections = 1}};
  CHECK(numbers(live.pool, variants, {.low = 9}) == Numbers{9});
  const Params params{.low = 7};
  auto rows = stream<std::int32_t>(live.pool, variants.choose(1), fields(params));
  Numbers seen;
  for (std::int32_t row = 0; rows.next(row);) seen.push_back(row);
  CHECK(seen == Numbers{7, 8, 9});
  CHECK(prepared(live.pool).empty());
}
