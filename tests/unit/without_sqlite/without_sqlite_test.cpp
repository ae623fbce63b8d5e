#include <doctest/doctest.h>

#include "tables/database.hpp"

// A build without SQLite says so, where a rule asks.

using namespace pgscribe::tables;

TEST_CASE("without SQLite each SELECT is refused") {
  CHECK(!Database::is_available());
  const Database database({{"query", {"name"}, {{std::string("GetMovie")}}}});
  const auto answer = database.select("SELECT name FROM query");
  const auto& refusal = std::get<Refusal>(answer);
  CHECK(refusal.message.text == "rules of your own need SQLite, and this pgscribe was built without it");
  CHECK(refusal.message.hint.find("libsqlite3-dev") != std::string::npos);
}
