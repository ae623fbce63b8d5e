#include "migrate/split_statements.hpp"

#include <doctest/doctest.h>

using pgscribe::detail::split_statements;
using Statements = std::vector<std::string>;

TEST_CASE("a script is split at its semicolons") {
  CHECK(split_statements("SELECT 1; SELECT 2") == Statements{"SELECT 1", " SELECT 2"});
  CHECK(split_statements("SELECT 1;\n").size() == 1);
  CHECK(split_statements(" ;; -- nothing\n /* ; */ ;").empty());
  CHECK(split_statements("").empty());
}

TEST_CASE("but not inside quotes and comments") {
  for (const char* statement : {"SELECT ';'", "SELECT 'it''s; so'", "SELECT E'\\';'", "SELECT \"a;b\"", "SELECT $$;$$",
                                "SELECT $a$ $$;$b$; $a$", "SELECT 1 /* ; /* ; */ ; */ + 2", "SELECT 1 -- ;\n + 2",
                                "SELECT $1", "SELECT 'open;", "SELECT $x$ open;", "SELECT a$1"}) {
    CAPTURE(statement);
    CHECK(split_statements(statement) == Statements{statement});
    CHECK(split_statements(std::string{statement} + "\n;SELECT 2").size() <= 2);
  }
  CHECK(split_statements("SELECT '\\'; SELECT 2").size() == 2);  // standard_conforming_strings
  CHECK(split_statements("SELECT $1; SELECT $2").size() == 2);
  CHECK(
      split_statements("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $body$ SELECT 1; $body$; SELECT f()").size() ==
      2);
}
