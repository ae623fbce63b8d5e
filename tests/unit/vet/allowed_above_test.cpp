#include "vetted.hpp"

using pgscribe::test::vetted;

TEST_CASE("above the statement, and nowhere else") {
  const std::string table = "CREATE TABLE t (a money);";
  CHECK(vetted({"-- @allow money-type\n" + table}) == "");
  CHECK(vetted({"SELECT 1;\n-- @allow money-type\n  --as the old system has it\n-- @allow star-view\r\n" + table}) ==
        "");
  CHECK(vetted({"-- @allow money-type\n\n" + table}) == "money-type at money\n");
  CHECK(vetted({"-- @allow money-type\nSELECT 1;\n" + table}) == "money-type at money\n");
  CHECK(vetted({"-- @allow star-view\n" + table}) == "money-type at money\n");
}

TEST_CASE("what is no warning is an error") {
  CHECK(vetted({"-- @allow money\nCREATE TABLE t (a int);"}) == "bad-directive at money\n");
}
