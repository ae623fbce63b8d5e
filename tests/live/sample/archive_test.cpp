#include "sample_test.hpp"

namespace sample {

namespace {

const auto show_holding = [](const auto& r) { return line(r.call_number, r.title, r.clearance); };

}  // namespace

TEST_CASE_FIXTURE(SampleTest, "CreateVault") {
  const media::QarVault vault = one(db.create_vault(
      {.name = "East", .clearance = media::QarClearance::sealed, .location = pgscribe::Point{-1.5, 1e-9}}));
  CHECK(line(vault.name, vault.clearance, vault.location) == "East|sealed|(-1.5,1e-09)");
}

TEST_CASE_FIXTURE(SampleTest, "AddHolding copies what the catalogue knows") {
  const media::QarHolding holding =
      one(db.add_holding({.vault_id = 2,
                          .clearance = std::nullopt,
                          .call_number = "S-009",
                          .valued_at = media::MoneyAmount{.amount = number("1"), .currency = "EUR"},
                          .movie_id = id("b2")}));
  CHECK(line(holding.id, holding.title, holding.original_title, holding.overview, holding.released_on,
             holding.runtime_minutes, holding.budget, holding.languages, holding.vault_id, holding.clearance,
             holding.valued_at, holding.call_number) ==
        "b2|Midnight Café|Café Minuit|Two strangers share a secret at "
        "midnight.|1968-11-02|110|NULL|{fr,en}|2|NULL|(1.00,EUR)|S-009");
  CHECK_FALSE(
      db.add_holding({.vault_id = 2, .clearance = {}, .call_number = "S-010", .valued_at = {}, .movie_id = id("99")}));
}

TEST_CASE_FIXTURE(SampleTest, "GrantClearance") {
  db.grant_clearance(
      {.user_id = id("a3"), .clearance = media::QarClearance::open, .granted_by = std::nullopt, .valid = std::nullopt});
  db.grant_clearance({.user_id = id("a2"),
                      .clearance = media::QarClearance::open,
                      .granted_by = id("a1"),
                      .valid = pgscribe::Range<pgscribe::TimestampTz>{.lower = at("2025-03-01 00:00:00+00")}});
  CHECK(table(db.list_holdings_for({.user_id = id("a2"), .at = at("2025-03-15 00:00:00+00")}), show_holding) ==
        Lines{"S-001|Found Reel|open"});
  CHECK(table(db.list_holdings_for({.user_id = id("a3"), .at = at("2099-03-15 00:00:00+00")}), show_holding) ==
        Lines{"S-001|Found Reel|open"});
}

TEST_CASE_FIXTURE(SampleTest, "ListHoldingsFor") {
  CHECK(table(db.list_holdings_for({.user_id = id("a1"), .at = at("2025-01-15 00:00:00+00")}), show_holding) ==
        Lines{"N-001|The Lighthouse Keeper|sealed", "N-002|Lost Reel|internal", "S-001|Found Reel|open"});
  CHECK(table(db.list_holdings_for({.user_id = id("a2"), .at = at("2025-01-15 00:00:00+00")}), show_holding) ==
        Lines{"N-002|Lost Reel|internal", "S-001|Found Reel|open"});
  CHECK(db.list_holdings_for({.user_id = id("a2"), .at = at("2025-03-15 00:00:00+00")}).empty());
}

TEST_CASE_FIXTURE(SampleTest, "GetHolding") {
  const media::QarHolding holding = one(db.get_holding("N-001"));
  CHECK(line(holding.id, holding.title, holding.overview, holding.vault_id, holding.clearance, holding.valued_at) ==
        "b1|The Lighthouse Keeper|NULL|1|sealed|(99.50,EUR)");
  CHECK_FALSE(db.get_holding("X-001"));
}

TEST_CASE_FIXTURE(SampleTest, "LogAccess and ListAccess") {
  db.log_access(
      {.holding_id = id("f2"), .user_id = id("a3"), .seen_at = at("2025-01-22 00:00:00+00"), .reason = std::nullopt});
  CHECK(table(db.list_access(), [](const auto& r) { return line(r.title, r.username, r.seen_locally, r.reason); }) ==
        Lines{"The Lighthouse Keeper|Ada|2025-01-21 00:30|inspection",
              "The Lighthouse Keeper|Bert|2025-01-21 08:00|NULL", "Lost Reel|Cleo|2025-01-22 00:00|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "ListVaultsByDistance") {
  CHECK(table(db.list_vaults_by_distance(pgscribe::Point{0, 0}), [](const auto& r) {
          return line(r.name, r.location, r.distance);
        }) == Lines{"North|(3,4)|5", "South|NULL|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "ListUnreadHoldings") {
  CHECK(table(db.list_unread_holdings(), [](const media::QarHolding& r) {
          return line(r.id, r.title, r.call_number, r.valued_at);
        }) == Lines{"f2|Lost Reel|N-002|NULL", "f3|Found Reel|S-001|(10.00,EUR)"});
}

TEST_CASE_FIXTURE(SampleTest, "SumHoldingValues") {
  CHECK(table(db.sum_holding_values(), [](const auto& r) { return line(r.currency, r.total); }) == Lines{"EUR|109.50"});
}

}  // namespace sample
