#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "notes_json.hpp"
#include "pgscribe/error.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/testing.hpp"
#include "querier.hpp"

// Columns of jsonb as structs of the program's, by an adapter of its own.

using namespace pgscribe;

TEST_CASE("an adapter of the program's reads and writes") {
  testing::TemporaryServer server;
  Pool pool({.conninfo = server.conninfo(), .max_connections = 1});
  std::ifstream file(JSON_SCHEMA, std::ios::binary);
  pool.execute(std::string{std::istreambuf_iterator<char>{file}, {}});
  const db::Querier querier{pool};
  querier.add_note({.id = 1, .tags = {"a b"}});
  const auto note = querier.get_note(1);
  REQUIRE(note);
  CHECK(note->tags == my::Tags{"a b"});
  CHECK_FALSE(note->more);
  CHECK(nlohmann::json(*note)["tags"] == nlohmann::json::array({"a b"}));
  std::ostringstream out;
  out << *note;
  CHECK(out.str().find("tags=[\"a b\"]") != std::string::npos);
  pool.execute("UPDATE notes SET more = '{\"secret\": 1}'");
  try {
    (void)querier.get_note(1);
    FAIL("it fits");
  } catch (const ConversionError& error) {
    CHECK(error.column() == "more");
    CHECK(std::string{error.what()}.find("secret") == std::string::npos);
  }
}
