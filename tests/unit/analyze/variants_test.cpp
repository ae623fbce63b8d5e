#include <algorithm>

#include "analysis_of.hpp"
#include "analyze/analyzed_query.hpp"
#include "support/diagnostics.hpp"

// Statements whose text varies: what stays of it when a switch is off, and what stays of the facts.

using namespace pgscribe;
using analyze::VariantKey;

namespace {

test::Schema::Result varying(const std::string& directives, const std::string& statement) {
  return test::movie_schema().analyze("-- name: Q :many\n" + directives, statement);
}

/// The text that the pieces make.
std::string text_of(const analyze::AnalyzedQuery& query, VariantKey key) {
  std::string text;
  for (const analyze::Piece& piece : query.variants.pieces) {
    if (!piece.condition.holds(key)) continue;
    text += piece.text;
    if (piece.parameter != 0) text += "$" + std::to_string(piece.parameter);
  }
  return text;
}

/// The condition behind WHERE without the first switch, without each of the others in turn, and without all.
std::vector<std::string> left_of(const std::string& directives, const std::string& condition) {
  const std::string head = "SELECT id FROM movies WHERE ";
  const auto result = varying(directives, head + condition);
  if (!result.query) return {test::Schema::described(result.diagnostics.front())};
  const auto& switches = result.query->variants.switches;
  const VariantKey all = ~VariantKey{0} >> (64 - switches.size());
  CHECK(text_of(*result.query, all) == result.query->sent_sql);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < switches.size(); ++i)
    texts.push_back(text_of(*result.query, all & ~(VariantKey{1} << i)).substr(head.size()));
  if (switches.size() > 1) texts.push_back(text_of(*result.query, 0).substr(head.size()));
  return texts;
}

using Texts = std::vector<std::string>;

std::string lines(const Texts& texts) {
  std::string result;
  for (const std::string& text : texts) result += text + "\n--\n";
  return result;
}

}  // namespace

TEST_CASE("a condition goes with the AND that joins it to what stays") {
  CHECK(lines(left_of("-- @optional a", "year = @a")) == lines({"true"}));
  CHECK(lines(left_of("-- @optional a", "year = @a AND id > 1")) == lines({"id > 1"}));
  CHECK(lines(left_of("-- @optional a", "id > 1 AND year = @a")) == lines({"id > 1"}));
  CHECK(lines(left_of("-- @optional a", "id > 1 AND year = @a AND id > 2")) == lines({"id > 1 AND id > 2"}));
  CHECK(lines(left_of("-- @optional a, b", "year = @a AND title = @b")) ==
        lines({"true AND title = $2", "year = $1", "true"}));
  CHECK(lines(left_of("-- @optional a, b", "year = @a AND title = @b AND id > 1")) ==
        lines({"title = $2 AND id > 1", "year = $1 AND id > 1", "id > 1"}));
  CHECK(lines(left_of("-- @optional a, b", "year = @a AND id > 1 AND title = @b")) ==
        lines({"id > 1 AND title = $2", "year = $1 AND id > 1", "id > 1"}));
}

TEST_CASE("a comment in front of a parenthesis marks all that stands in it") {
  CHECK(lines(left_of("-- @optional :f", "id > 1 AND /* f */ (year > 1 AND id > 2) AND id > 3")) ==
        lines({"id > 1 AND (true AND true) AND id > 3"}));
  CHECK(lines(left_of("-- @optional :f", "/* f */ ((year > 1 AND id > 2) AND id > 4)")) ==
        lines({"((true AND true))"}));
  CHECK(lines(left_of("-- @optional :f", "/* f */ ((year > 1 AND id > 2) OR id > 4) AND id > 3")) == lines({"id > 3"}));
  CHECK(lines(left_of("-- @optional :f", "/* f */ (year + id) > 1 AND id > 3")) == lines({"id > 3"}));
  CHECK(lines(left_of("-- @optional a", "id > 1 AND /* a */ (year = @a AND id > 2)")) == lines({"id > 1 AND (true)"}));
  CHECK(lines(left_of("-- @optional :f", "id IN (SELECT id FROM movies WHERE /* f */ (year > 1 AND id > 2))")) ==
        lines({"id IN (SELECT id FROM movies WHERE (true))"}));
}

TEST_CASE("conditions of every form are left out whole") {
  for (const char* condition : {
           "year BETWEEN @a AND @a + 1",
           "year NOT BETWEEN SYMMETRIC 1 AND @a",
           "title LIKE @a || '%' ESCAPE '!'",
           "title SIMILAR TO @a ESCAPE '!'",
           "title COLLATE \"C\" = @a COLLATE \"C\"",
           "year IN (1, @a, 3)",
           "year IN (sqlc.slice(a))",
           "year = ANY (@a::integer[])",
           "(year, id) > (@a, 1)",
           "ROW(year, id) <> ROW(@a, 1)",
           "NOT year = @a",
           "NOT (year = @a)",
           "(year = @a OR id = @a)",
           "(year IS NULL) = @a",
           "(@a::boolean) IS NOT TRUE",
           "@a::boolean",
           "CAST(@a AS boolean)",
           "(@a::text) IS NOT NULL",
           "@a::text ISNULL",
           "year IS DISTINCT FROM @a",
           "tags[1] = @a",
           "tags @> ARRAY[@a::text]",
           "EXISTS (SELECT FROM credits c WHERE c.movie_id = movies.id AND c.role = @a)",
           "id IN (SELECT movie_id FROM credits WHERE role = @a AND person_id > 1)",
           "year = (SELECT max(year) FROM movies m WHERE m.title = @a)",
           "CASE WHEN year > 1 AND id > 1 THEN year = @a ELSE false END",
           "coalesce(year, 1) + 1 > abs(@a::integer)",
           "extract(year FROM @a::date) > 2000",
           "@a::timestamptz AT TIME ZONE 'UTC' > now()",
           "(date '2020-01-01', @a::date) OVERLAPS (date '2020-01-01', date '2021-01-01')",
           "- year < @a",
           "@a = - year",
           "@a::integer[] && ARRAY[year]",
           "title = 'a AND b' || @a",
           "(((year = @a)))",
       }) {
    CAPTURE(std::string{condition});
    const std::string text = condition;
    CHECK(lines(left_of("-- @optional a", text + " AND id > 1")) == lines({"id > 1"}));
    CHECK(lines(left_of("-- @optional a", "id > 1 AND " + text)) == lines({"id > 1"}));
    CHECK(lines(left_of("-- @optional a", "id > 1 AND " + text + " ORDER BY id LIMIT 3 FOR UPDATE")) ==
          lines({"id > 1 ORDER BY id LIMIT 3 FOR UPDATE"}));
    CHECK(lines(left_of("-- @optional a", text + " GROUP BY id")) == lines({"true GROUP BY id"}));
  }
}

TEST_CASE("parentheses around several conditions stay") {
  CHECK(lines(left_of("-- @optional a, b", "(year = @a AND title = @b) AND id > 1")) ==
        lines({"(true AND title = $2) AND id > 1", "(year = $1 AND true) AND id > 1", "(true AND true) AND id > 1"}));
  CHECK(lines(left_of("-- @optional a", "id > 1 AND (id > 2 AND year = @a)")) == lines({"id > 1 AND (id > 2)"}));
  CHECK(lines(left_of("-- @optional a", "(id > 1 AND (year = @a))")) == lines({"(id > 1)"}));
}

TEST_CASE("every condition that mentions the parameter goes") {
  CHECK(lines(left_of("-- @optional a", "year > @a AND id > 1 AND size_x > @a")) == lines({"id > 1"}));
  CHECK(lines(left_of("-- @optional (a, b)", "year > @a AND id > 1 AND size_x > @b AND size_x < year")) ==
        lines({"id > 1 AND size_x < year"}));
  CHECK(lines(left_of("-- @optional a", "year = @a UNION SELECT id FROM movies m WHERE id > 1 AND m.year = @a")) ==
        lines({"true UNION SELECT id FROM movies m WHERE id > 1"}));
}

TEST_CASE("a mark names a condition, also one inside of another") {
  CHECK(lines(left_of("-- @optional :old", "id > 1 /* old */ AND year < 1950")) == lines({"id > 1"}));
  CHECK(lines(left_of("-- @optional :old", "id > 1 AND /* old */ year < 1950")) == lines({"id > 1"}));
  CHECK(lines(left_of("-- @optional :old", "id > 1\n  -- old\n  AND year < 1950\n  AND id > 2")) ==
        lines({"id > 1\n\n  AND id > 2"}));
  CHECK(lines(left_of("-- @optional role",
                      "EXISTS (SELECT FROM credits c WHERE c.movie_id = movies.id /* role */ AND c.role = @role)")) ==
        lines({"EXISTS (SELECT FROM credits c WHERE c.movie_id = movies.id)"}));
}

TEST_CASE("parameters without a name of their own, and comments inside") {
  CHECK(lines(left_of("-- @optional year", "id > $2 AND year = $1")) == lines({"id > $2"}));
  CHECK(lines(left_of("-- @optional a", "id > 1 -- first\n AND year = /* here */ @a -- last\n AND id > 2")) ==
        lines({"id > 1\n AND id > 2"}));
}

TEST_CASE("what a variant may give is what the query may give") {
  const auto nulls = varying("-- @optional year", "SELECT year FROM movies WHERE year = @year");
  REQUIRE(nulls.query);
  CHECK_FALSE(nulls.query->columns()[0]->not_null);
  CHECK_FALSE(nulls.query->parameters[0].not_null);
  const auto stated =
      varying("-- @column year not null\n-- @optional year", "SELECT year FROM movies WHERE year = @year");
  REQUIRE(stated.query);
  CHECK(stated.query->columns()[0]->not_null);
  const auto rows = varying("-- @optional id", "SELECT title FROM movies WHERE id = @id");
  REQUIRE(rows.query);
  CHECK(rows.query->cardinality == analyze::Cardinality::many);
  const auto key = varying("-- @optional year", "SELECT title FROM movies WHERE id = @id AND year = @year");
  REQUIRE(key.query);
  CHECK(key.query->cardinality == analyze::Cardinality::at_most_one);
}

TEST_CASE("each variant has its parameters by their new numbers") {
  const auto result = varying("-- @optional b", "SELECT id FROM movies WHERE year = @a AND title = @b AND size_x = @c");
  REQUIRE(result.query);
  REQUIRE(result.query->variants.checked.size() == 1);
  CHECK(result.query->variants.checked[0].name == "when b is left out");
  CHECK(result.query->variants.checked[0].sql == "SELECT id FROM movies WHERE year = $1 AND size_x = $2");
  CHECK(result.query->variants.checked[0].parameters == std::vector<int>{1, 3});
}

TEST_CASE("what was looked at has a name") {
  const auto result = varying("-- @optional a, :old", "SELECT id FROM movies WHERE year = @a /* old */ AND id < 9");
  REQUIRE(result.query);
  std::string names;
  for (const analyze::CheckedVariant& variant : result.query->variants.checked) names += variant.name + "; ";
  CHECK(names == "when a is left out; when old is left out; when all that is optional is left out; ");
}

TEST_CASE("there are as many switches as there are bits") {
  std::string condition = "id > 0";
  std::string directive = "-- @optional :f0";
  for (int i = 0; i <= 64; ++i) condition += " /* f" + std::to_string(i) + " */ AND id > " + std::to_string(i);
  for (int i = 1; i < 64; ++i) directive += ", :f" + std::to_string(i);
  CHECK(left_of(directive, condition).size() == 65);
  CHECK(lines(left_of(directive + ", :f64", condition)) ==
        lines({"bad-variant f64: a query cannot have more than 64 switches"}));
}

namespace {

/// The whole text for each combination of the switches, from none on.
Texts all_texts(const std::string& head, const std::string& statement) {
  const auto result = test::movie_schema().analyze(head, statement);
  if (!result.query) return {test::Schema::described(result.diagnostics.front())};
  Texts texts;
  for (VariantKey key = 0; key < VariantKey{1} << result.query->variants.switches.size(); ++key)
    texts.push_back(text_of(*result.query, key));
  return texts;
}

/// SET of these assignments, as one of each combination is sent.
Texts expected_sets(const std::vector<std::string>& optional, const std::string& always, std::size_t place) {
  Texts texts;
  for (std::size_t key = 0; key < std::size_t{1} << optional.size(); ++key) {
    std::string list;
    for (std::size_t i = 0; i <= optional.size(); ++i) {
      if (i == place && !always.empty()) list += (list.empty() ? "" : ", ") + always;
      if (i < optional.size() && (key >> i & 1U) != 0) list += (list.empty() ? "" : ", ") + optional[i];
    }
    texts.push_back(list.empty() ? "SELECT FROM movies WHERE id = $4" : "UPDATE movies SET " + list + " WHERE id = $4");
  }
  return texts;
}

}  // namespace

TEST_CASE("a patch has the assignments that are given and the commas between them") {
  const std::vector<std::string> given{"title = $1", "year = $2", "tags = $3"};
  const std::string head = "-- name: Q :execrows\n-- @patch";
  const std::string where = " WHERE id = $4";
  CHECK(lines(all_texts(head, "UPDATE movies SET title = $1, year = $2, tags = $3" + where)) ==
        lines(expected_sets(given, "", 0)));
  const std::string always = "size_x = size_x + 1";
  CHECK(lines(all_texts(head, "UPDATE movies SET " + always + ", title = $1, year = $2, tags = $3" + where)) ==
        lines(expected_sets(given, always, 0)));
  CHECK(lines(all_texts(head, "UPDATE movies SET title = $1, " + always + ", year = $2, tags = $3" + where)) ==
        lines(expected_sets(given, always, 1)));
  CHECK(lines(all_texts(head, "UPDATE movies SET title = $1, year = $2, tags = $3, " + always + where)) ==
        lines(expected_sets(given, always, 3)));
}

TEST_CASE("orders are the statement's own, the others, and those turned around") {
  const std::string directives =
      "-- @order sort name desc-able: title, year DESC NULLS LAST\n-- @order sort year: year";
  const auto result = varying(directives, "SELECT id, title, year FROM movies ORDER BY id DESC LIMIT 3");
  REQUIRE(result.query);
  const auto order = [&](VariantKey key) { return text_of(*result.query, key).substr(35); };
  CHECK(order(1) == "ORDER BY id DESC LIMIT 3");
  CHECK(order(2) == "ORDER BY title, year DESC NULLS LAST LIMIT 3");
  CHECK(order(4) == "ORDER BY year LIMIT 3");
  CHECK(order(2 + 8) == "ORDER BY title DESC, year NULLS FIRST LIMIT 3");
  REQUIRE(result.query->variants.orders.size() == 1);
  CHECK(result.query->variants.switches[0].name == "standard");
}

TEST_CASE("an order that is the statement's own gives it its label") {
  const auto result = varying("-- @order sort newest: id DESC,\tyear\n-- @order sort year: year",
                              "SELECT id, year FROM movies ORDER BY id  DESC, year");
  REQUIRE(result.query);
  REQUIRE(result.query->variants.switches.size() == 2);
  CHECK(result.query->variants.switches[0].name == "newest");
}

TEST_CASE("each order and each end of a page has a name") {
  const auto result = varying("-- @order sort id desc-able\n-- @order sort title: title, id\n-- @keyset after, before",
                              "SELECT id, title FROM movies ORDER BY id");
  REQUIRE(result.query);
  std::string names;
  for (const analyze::CheckedVariant& variant : result.query->variants.checked) names += variant.name + "\n";
  CHECK(names ==
        "with after given in the order id\nwith before given in the order id\n"
        "with after given in the order title, id\nwith before given in the order title, id\n"
        "with after given in the order id DESC\nwith before given in the order id DESC\n"
        "in the reverse order sort id\nin the order sort title\n");
}

TEST_CASE("a page follows a row, or ends in front of one") {
  const auto page = [](const std::string& directives, const std::string& statement, VariantKey key) {
    const auto result = varying(directives, statement);
    return result.query ? text_of(*result.query, key) : test::Schema::described(result.diagnostics.front());
  };
  const std::string both = "-- @keyset after, before";
  CHECK(page(both, "SELECT id, title FROM movies ORDER BY title, id LIMIT 3", 1) ==
        "SELECT id, title FROM movies WHERE (title, id) > ($1, $2) ORDER BY title, id LIMIT 3");
  CHECK(page(both, "SELECT id, title FROM movies ORDER BY title, id LIMIT 3", 2) ==
        "SELECT id, title FROM movies WHERE (title, id) < ($3, $4) ORDER BY title DESC, id DESC LIMIT 3");
  CHECK(page(both, "SELECT id, title FROM movies WHERE id > 1 ORDER BY id DESC", 1) ==
        "SELECT id, title FROM movies WHERE id > 1 AND id < $1 ORDER BY id DESC");
  CHECK(page(both, "SELECT id, title FROM movies WHERE id > 1 OR year > 1 ORDER BY id", 1) ==
        "SELECT id, title FROM movies WHERE (id > 1 OR year > 1) AND id > $1 ORDER BY id");
  CHECK(page(both, "SELECT id, title FROM movies ORDER BY title DESC, id", 1) ==
        "SELECT id, title FROM movies WHERE (title < $1 OR (title = $1 AND id > $2)) ORDER BY title DESC, id");
  CHECK(page("-- @optional year\n" + both, "SELECT id FROM movies WHERE year = @year ORDER BY id", 2) ==
        "SELECT id FROM movies WHERE true AND id > $2 ORDER BY id");
}
