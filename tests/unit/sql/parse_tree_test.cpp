#include "sql/parse_tree.hpp"

#include <doctest/doctest.h>

#include <string>

namespace pgscribe::sql {

TEST_CASE("absent members have the protobuf default") {
  const ParseTree tree(R"({"version":150001,"a":{"x":"t","n":-3,"f":true},"list":[1,2,3],"empty":{}})");
  const NodeView root = tree.root();
  CHECK(tree.version() == 150001);
  CHECK(root["a"].text("x") == "t");
  CHECK(root["a"].integer("n") == -3);
  CHECK(root["a"].flag("f"));
  CHECK(root["a"].text("y").empty());
  CHECK(root["a"].integer("x") == 0);
  CHECK_FALSE(root["a"].flag("x"));
  CHECK_FALSE(root["b"]["c"]["d"]);
  CHECK_FALSE(root["b"].present());
  CHECK(root["empty"].present());
  CHECK_FALSE(static_cast<bool>(root["empty"]));
  CHECK(root["list"].size() == 3);
  CHECK(root["a"].size() == 0);
}

TEST_CASE("tagged nodes") {
  const ParseTree tree(R"({"n":{"ColumnRef":{"location":7}},"z":{}})");
  CHECK(tree.root()["n"].tag() == "ColumnRef");
  CHECK(tree.root()["n"].body().location() == 7);
  CHECK(tree.root()["z"].tag().empty());
}

TEST_CASE("text that is not JSON gives an empty tree") {
  CHECK_FALSE(ParseTree("{\"a\":").root());
  CHECK_FALSE(ParseTree("").root());
}

TEST_CASE("deep text needs no stack") {
  std::string json;
  for (int i = 0; i < 200'000; ++i) json += "[";
  for (int i = 0; i < 200'000; ++i) json += "]";
  CHECK(ParseTree(json.c_str()).root().size() == 1);
}

TEST_CASE("constants of PostgreSQL 15 and of 13") {
  struct Row {
    const char* json;
    NodeView::ConstantKind kind;
    const char* text;
    int integer;
  };
  using Kind = NodeView::ConstantKind;
  static constexpr Row kRows[] = {
      {R"({"A_Const":{"ival":{"ival":5}}})", Kind::integer, "", 5},
      {R"({"A_Const":{"ival":{}}})", Kind::integer, "", 0},
      {R"({"A_Const":{"val":{"Integer":{"ival":5}}}})", Kind::integer, "", 5},
      {R"({"A_Const":{"val":{"Integer":{}}}})", Kind::integer, "", 0},
      {R"({"A_Const":{"sval":{"sval":"x"}}})", Kind::string, "x", 0},
      {R"({"A_Const":{"sval":{"sval":""}}})", Kind::string, "", 0},
      {R"({"A_Const":{"val":{"String":{"str":"x"}}}})", Kind::string, "x", 0},
      {R"({"A_Const":{"fval":{"fval":"1.5"}}})", Kind::floating, "1.5", 0},
      {R"({"A_Const":{"val":{"Float":{"str":"1.5"}}}})", Kind::floating, "1.5", 0},
      {R"({"A_Const":{"bsval":{"bsval":"b1"}}})", Kind::bit_string, "b1", 0},
      {R"({"A_Const":{"val":{"BitString":{"str":"b1"}}}})", Kind::bit_string, "b1", 0},
      {R"({"A_Const":{"boolval":{"boolval":true}}})", Kind::boolean, "", 1},
      {R"({"A_Const":{"boolval":{}}})", Kind::boolean, "", 0},
      {R"({"A_Const":{"isnull":true}})", Kind::null, "", 0},
      {R"({"A_Const":{"val":{"Null":{}}}})", Kind::null, "", 0},
  };
  for (const Row& row : kRows) {
    CAPTURE(std::string{row.json});
    const ParseTree tree(row.json);
    const NodeView n = tree.root().body();
    CHECK(n.constant_kind() == row.kind);
    CHECK(n.constant_text() == row.text);
    if (row.kind != Kind::null) CHECK(n.constant_integer() == row.integer);
  }
}

TEST_CASE("value nodes of PostgreSQL 15 and of 13") {
  CHECK(ParseTree(R"({"String":{"sval":"x"}})").root().string_value() == "x");
  CHECK(ParseTree(R"({"String":{"str":"x"}})").root().string_value() == "x");
  CHECK(ParseTree(R"({"Integer":{"ival":2}})").root().integer_value() == 2);
  CHECK(ParseTree(R"({"Boolean":{"boolval":true}})").root().boolean_value());
  CHECK(ParseTree(R"({"Integer":{"ival":1}})").root().boolean_value());
  CHECK_FALSE(ParseTree(R"({"Boolean":{}})").root().boolean_value());
}

}  // namespace pgscribe::sql
