#include "query/macros.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace pgscribe::query {
namespace {

struct Row {
  const char* sql;
  const char* expected;
};

/// The rewritten SQL, the parameters, the embeds and the diagnostics.
std::string rewritten(const std::string& text) {
  const support::SourceFile file("test.sql", text);
  support::Diagnostics diagnostics;
  std::vector<sql::Token> tokens = sql::scan(text);
  std::erase_if(tokens, [](const sql::Token& token) { return token.is_comment(); });
  const MacroRewrite rewrite = rewrite_macros(tokens, text, file, diagnostics);
  CHECK(rewrite.ok != diagnostics.has_errors());
  CHECK(std::is_sorted(rewrite.edits.begin(), rewrite.edits.end(),
                       [](const sql::TextEdit& a, const sql::TextEdit& b) { return a.span.end <= b.span.begin; }));
  std::string result = sql::apply_edits(text, {0, static_cast<std::uint32_t>(text.size())}, rewrite.edits);
  for (const MacroParameter& p : rewrite.parameters) {
    result += " | $" + std::to_string(p.number) + "=" + p.name + (p.nullable ? "?" : "") + (p.slice ? "[]" : "") + "«" +
              std::string(file.slice(p.span)) + "»";
  }
  for (const Embed& e : rewrite.embeds) {
    result +=
        " | embed " + e.name + (e.alias.empty() ? "" : " as " + e.alias) + "«" + std::string(file.slice(e.span)) + "»";
  }
  for (const support::Diagnostic& d : diagnostics.all()) {
    result += " | [" + d.code + "] " + d.message + " «" + std::string(file.slice(d.span)) + "» " + d.hint;
  }
  return result;
}

void check(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(std::string{row.sql});
    CHECK(rewritten(row.sql) == row.expected);
  }
}

}  // namespace

TEST_CASE("arguments") {
  check({
      {"a = sqlc.arg(x)", "a = $1 | $1=x«sqlc.arg(x)»"},
      {"a = SQLC.Arg ( X )", "a = $1 | $1=x«SQLC.Arg ( X )»"},
      {"a = sqlc.arg('My Name')", "a = $1 | $1=My Name«sqlc.arg('My Name')»"},
      {"a = sqlc.arg(\"Quoted\")", "a = $1 | $1=Quoted«sqlc.arg(\"Quoted\")»"},
      {"a = sqlc.arg(a.b)", "a = $1 | $1=ab«sqlc.arg(a.b)»"},
      {"a = sqlc.narg(x)", "a = $1 | $1=x?«sqlc.narg(x)»"},
      {"a = @x", "a = $1 | $1=x«@x»"},
      {"a = @userId", "a = $1 | $1=userId«@userId»"},
      {"sqlc.arg(x)::int[]", "$1::int[] | $1=x«sqlc.arg(x)»"},
  });
}

TEST_CASE("numbers") {
  check({
      {"@a, @b, @a, sqlc.arg(b), sqlc.arg(c)", "$1, $2, $1, $2, $3 | $1=a«@a» | $2=b«@b» | $3=c«sqlc.arg(c)»"},
      {"$1, @a, $3, @b", "$1, $2, $3, $4 | $2=a«@a» | $4=b«@b»"},
      {"@a, $2, @b, $1", "$3, $2, $4, $1 | $3=a«@a» | $4=b«@b»"},
      {"@a, sqlc.narg(a), @a", "$1, $1, $1 | $1=a?«@a»"},
      {"sqlc.arg(A), @A, @a", "$1, $2, $1 | $1=a«sqlc.arg(A)» | $2=A«@A»"},
  });
}

TEST_CASE("strings, comments, quoted identifiers and operators are left alone") {
  check({
      {"'@a sqlc.arg(x)' \"@a\" $$ @a $$ E'\\'@a'", "'@a sqlc.arg(x)' \"@a\" $$ @a $$ E'\\'@a'"},
      {"-- @a sqlc.arg(x)\n/* @a */ b", "-- @a sqlc.arg(x)\n/* @a */ b"},
      {"a @> b, a <@ b, a @@ b, a @? b, a ^@ b, @ a, @-5, a<@b, a @@to_tsquery(b), a ^@b, @-@ p",
       "a @> b, a <@ b, a @@ b, a @? b, a ^@ b, @ a, @-5, a<@b, a @@to_tsquery(b), a ^@b, @-@ p"},
      {"a.sqlc.arg(x), sqlc.arg, \"sqlc\".arg(x), sqlcx.arg(y)",
       "a.sqlc.arg(x), sqlc.arg, \"sqlc\".arg(x), sqlcx.arg(y)"},
  });
}

TEST_CASE("an @name right behind an operator") {
  check({
      {"a=@b", "a=$1 | $1=b«@b»"},
      {"a>=@b and c||@d", "a>=$1 and c||$2 | $1=b«@b» | $2=d«@d»"},
      {"a->>@b, -@c, (@d), a[@e]", "a->>$1, -$2, ($3), a[$4] | $1=b«@b» | $2=c«@c» | $3=d«@d» | $4=e«@e»"},
      {"limit@a", "limit $1 | $1=a«@a»"},
  });
}

TEST_CASE("slices") {
  check({
      {"a IN (sqlc.slice(ids))", "a = ANY ($1) | $1=ids[]«sqlc.slice(ids)»"},
      {"a not\n in(sqlc.slice('ids'))", "a <> ALL($1) | $1=ids[]«sqlc.slice('ids')»"},
      {"a = ANY (sqlc.slice(ids)::int[])", "a = ANY ($1::int[]) | $1=ids[]«sqlc.slice(ids)»"},
      {"(t.a, \"B\", lower(c)) IN (sqlc.slice(keys))",
       "(t.a, \"B\", lower(c)) IN (($1, $2, $3)) | $1=keys.a«sqlc.slice(keys)» | $2=keys.B«sqlc.slice(keys)» | "
       "$3=keys.value_3«sqlc.slice(keys)»"},
      {"(t.id, s.id) NOT IN (sqlc.slice(keys))",
       "(t.id, s.id) NOT IN (($1, $2)) | $1=keys.id_1«sqlc.slice(keys)» | $2=keys.id_2«sqlc.slice(keys)»"},
      {"(a) IN (sqlc.slice(ids))", "(a) = ANY ($1) | $1=ids[]«sqlc.slice(ids)»"},
      {"f(a, b) IN (sqlc.slice(ids))", "f(a, b) = ANY ($1) | $1=ids[]«sqlc.slice(ids)»"},
      {"a IN (sqlc.slice(ids)) OR b IN (sqlc.slice(ids))", "a = ANY ($1) OR b = ANY ($1) | $1=ids[]«sqlc.slice(ids)»"},
      {"a IN (sqlc.slice(ids), 5)",
       "a IN ($1, 5) | $1=ids[]«sqlc.slice(ids)» | [bad-macro] sqlc.slice must be all that stands in IN (...) "
       "«sqlc.slice(ids)» "
       "write IN (sqlc.slice(ids)), and other values with OR"},
      {"a IN (5, sqlc.slice(ids))", "a IN (5, $1) | $1=ids[]«sqlc.slice(ids)»"},
  });
}

TEST_CASE("embeds") {
  check({
      {"SELECT sqlc.embed(m), sqlc.embed(\"L\") FROM m",
       "SELECT m.*, \"L\".* FROM m | embed m«sqlc.embed(m)» | embed L«sqlc.embed(\"L\")»"},
      {"sqlc.embed(m) AS film, x", "m.*, x | embed m as film«sqlc.embed(m) AS film»"},
      {"sqlc.embed('t')", "\"t\".* | embed t«sqlc.embed('t')»"},
      {"sqlc.embed(M)", "M.* | embed m«sqlc.embed(M)»"},
  });
}

TEST_CASE("what is wrong is marked, in sqlc's words") {
  check({
      {"sqlc.argh(x)",
       "sqlc.argh(x) | [42883] function \"sqlc.argh\" does not exist «sqlc.argh» did you mean \"sqlc.arg\"?"},
      {"sqlc.frobnicate(x)",
       "sqlc.frobnicate(x) | [42883] function \"sqlc.frobnicate\" does not exist «sqlc.frobnicate» the macros are "
       "sqlc.arg, "
       "sqlc.narg, sqlc.slice and sqlc.embed"},
      {"sqlc.arg()", "sqlc.arg() | [bad-macro] expected 1 parameter to sqlc.arg; got 0 «sqlc.arg()» "},
      {"sqlc.narg(a, b)", "sqlc.narg(a, b) | [bad-macro] expected 1 parameter to sqlc.narg; got 2 «sqlc.narg(a, b)» "},
      {"sqlc.arg(f(a, b))",
       "sqlc.arg(f(a, b)) | [bad-macro] expected parameter to sqlc.arg to be string or reference «f(a, b)» name the "
       "parameter: "
       "sqlc.arg(title)"},
      {"sqlc.arg($1)",
       "sqlc.arg($1) | [bad-macro] expected parameter to sqlc.arg to be string or reference «$1» name the parameter: "
       "sqlc.arg(title)"},
      {"sqlc.arg(1)",
       "sqlc.arg(1) | [bad-macro] expected parameter to sqlc.arg to be string or reference «1» name the parameter: "
       "sqlc.arg(title)"},
      {"sqlc.arg('')",
       "sqlc.arg('') | [bad-macro] expected parameter to sqlc.arg to be string or reference «''» name the parameter: "
       "sqlc.arg(title)"},
      {"sqlc.arg(a.)",
       "sqlc.arg(a.) | [bad-macro] expected parameter to sqlc.arg to be string or reference «a.» name the parameter: "
       "sqlc.arg(title)"},
      {"sqlc.embed(1)",
       "sqlc.embed(1) | [bad-macro] expected parameter to sqlc.embed to be string or reference «1» name a table or an "
       "alias: "
       "sqlc.embed(movies)"},
      {"sqlc.arg(x", "sqlc.arg(x | [bad-macro] sqlc.arg has no closing parenthesis «sqlc.arg(» "},
  });
}

}  // namespace pgscribe::query
