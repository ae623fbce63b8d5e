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

TEST_CASE("and not inside the body of a routine, or between parentheses") {
  const std::string function =
      "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql\nBEGIN ATOMIC\n  INSERT INTO t VALUES (a);\n"
      "  SELECT CASE WHEN a > 0 THEN 1 ELSE 2 END;\nEND";
  CHECK(split_statements(function + "; SELECT 2") == Statements{function, " SELECT 2"});
  const std::string procedure = "create procedure p() begin atomic select 1; select 2; end";
  CHECK(split_statements(procedure + ";BEGIN; SELECT 1; END;") == Statements{procedure, "BEGIN", " SELECT 1", " END"});
  const std::string rule = "CREATE RULE r AS ON INSERT TO t DO (DELETE FROM u; DELETE FROM v)";
  CHECK(split_statements(rule + ";SELECT 1") == Statements{rule, "SELECT 1"});
  CHECK(split_statements("CREATE TABLE begin (id int); SELECT 1; ").size() == 2);
  CHECK(split_statements("SELECT name'\\'; SELECT 1").size() == 2);
}
