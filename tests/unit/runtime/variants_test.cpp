#include "pgscribe/variants.hpp"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

#include "pgscribe/codecs.hpp"

using namespace pgscribe;

namespace {

struct Params {
  std::int32_t a{};
  std::optional<std::int32_t> b{};
  std::int32_t c{};
};
constexpr Parameter kParameters[] = {parameter<decltype(Params::a)>("a", offsetof(Params, a), codec::int4),
                                     parameter<decltype(Params::b)>("b", offsetof(Params, b), codec::int4),
                                     parameter<decltype(Params::c)>("c", offsetof(Params, c), codec::int4)};
constexpr Statement kWhole{
    .name = "Find", .sql = "SELECT a = $1 AND b = $2 AND c = $3 ORDER BY $1", .parameters = kParameters};
constexpr Piece kPieces[] = {
    {.text = "SELECT a = ", .parameter = 1},
    {.text = " AND b = ", .parameter = 2, .condition = {.all = 1}},
    {.text = " AND c = ", .parameter = 3, .condition = {.any = 6}},
    {.text = " AND d", .condition = {.all = 2, .none = 4}},
    {.text = " ORDER BY ", .parameter = 1},
    {.text = " LIMIT 1"},
};
constexpr const char* kSwitches[] = {"b", "c", "d"};

/// A switch for each bit of a number.
constexpr Piece kManyPieces[] = {{.text = "SELECT 1"}, {.text = " + 1", .condition = {.all = 1}}};
constexpr Statement kMany{.name = "Many", .sql = "SELECT 1 + 1"};

}  // namespace

TEST_CASE("the pieces of the switches that are on, with their parameters numbered anew") {
  constinit static Variants variants{kWhole, kPieces, kSwitches};
  const auto sql = [](VariantKey key) { return std::string{variants.choose(key).get().sql}; };
  CHECK(sql(0) == "SELECT a = $1 ORDER BY $1 LIMIT 1");
  CHECK(sql(1) == "SELECT a = $1 AND b = $2 ORDER BY $1 LIMIT 1");
  CHECK(sql(2) == "SELECT a = $1 AND c = $2 AND d ORDER BY $1 LIMIT 1");
  CHECK(sql(4) == "SELECT a = $1 AND c = $2 ORDER BY $1 LIMIT 1");
  CHECK(sql(7) == "SELECT a = $1 AND b = $2 AND c = $3 ORDER BY $1 LIMIT 1");
  const ChosenStatement chosen = variants.choose(4);
  const Statement& statement = chosen;
  CHECK(std::string{statement.name} == "Find");
  CHECK(std::string{statement.variant} == "d");
  CHECK_FALSE(statement.once);
  REQUIRE(statement.parameters.size() == 2);
  CHECK(std::string{statement.parameters[1].name} == "c");
  CHECK(std::string{variants.choose(5).get().variant} == "b,d");
}

TEST_CASE("switches are the bits from the lowest on") {
  CHECK(switches() == 0);
  CHECK(switches(true) == 1);
  CHECK(switches(false, true, std::optional<int>{3}.has_value()) == 6);
}

TEST_CASE("a variant is made once, whoever asks first") {
  constinit static Variants variants{kWhole, kPieces, kSwitches};
  std::vector<std::vector<const Statement*>> seen(4);
  {
    std::vector<std::jthread> threads;
    for (auto& statements : seen) {
      threads.emplace_back([&statements] {
        for (int round = 0; round < 100; ++round) {
          for (VariantKey key = 0; key < 200; ++key) {
            const ChosenStatement chosen = variants.choose(key);
            if (round == 0)
              statements.push_back(&chosen.get());
            else if (statements[key] != &chosen.get())
              statements[key] = nullptr;
          }
        }
      });
    }
  }
  for (const auto& statements : seen) CHECK(statements == seen.front());
  for (const Statement* statement : seen.front()) CHECK(statement != nullptr);
}

TEST_CASE("beyond the bound a variant belongs to its call") {
  constinit static Variants variants{kMany, kManyPieces, {}};
  for (VariantKey key = 0; key < Variants::kKept; ++key) {
    const ChosenStatement chosen = variants.choose(key);
    CHECK(chosen.owner() == nullptr);
    CHECK(&chosen.get() == &variants.choose(key).get());
  }
  const ChosenStatement beyond = variants.choose(Variants::kKept + 1);
  CHECK(beyond.owner() != nullptr);
  CHECK(beyond.get().once);
  CHECK(std::string{beyond.get().sql} == "SELECT 1 + 1");
  CHECK(variants.choose(3).owner() == nullptr);
}

TEST_CASE("a parameter inside of what a member holds") {
  struct Group {
    std::int32_t low{};
    std::int32_t high{};
  };
  struct Grouped {
    std::int32_t first{};
    std::optional<Group> group{};
  };
  constexpr Parameter high = parameter<decltype(Group::high)>("high", offsetof(Group, high), codec::int4)
                                 .inside<decltype(Grouped::group)>(offsetof(Grouped, group));
  const Grouped params{.first = 1, .group = Group{.low = 2, .high = 3}};
  const Arguments arguments = fields(params);
  CHECK(*static_cast<const std::int32_t*>(arguments.at(high, 0)) == 3);
}
