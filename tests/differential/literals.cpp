#include "literals.hpp"

#include <map>

namespace pgscribe::differential {

namespace {

using Words = std::vector<std::string>;

/// The same with one in front: what is tried most.
Words operator+(Words words, std::string first) {
  words.insert(words.begin(), std::move(first));
  return words;
}

const std::map<std::string, Words>& words_by_type() {
  static const Words kIntegers = {"1", "42", "-7", " 5 ", "0", "40000", "3000000000", "1.5", "x", ""};
  static const Words kNumbers = {"1", "1.5", "-2e3", "NaN", "Infinity", "1e400", "abc", "", " 7"};
  static const Words kTexts = {"abc", "", "a long text indeed", "%a_"};
  static const Words kStamps = {"2024-01-01", "2024-02-30", "now",   "infinity",   "2024-01-01 10:00+02",
                                "Jan 1 2024", "epoch",      "10:00", "2024-13-01", "today 10:00",
                                "20240101",   "1 day",      ""};
  static const Words kNetworks = {"127.0.0.1", "10.0.0.0/8", "10.1.0.0/8", "::1", "300.1.1.1", "1.2.3"};
  static const Words kPoints = {"(1,2)", "1,2", "((1,2),(3,4))", "<(1,2),3>", "{1,2,3}", "[(1,2),(3,4)]", "(1,2"};
  static const Words kArrays = {"{1,2}", "{}",          "{a,b}", "{{1,2},{3,4}}", "{1,NULL}",     "[0:1]={1,2}",
                                "{1,2",  "{{1},{2,3}}", "1",     "{\"a b\"}",     "{2024-01-01}", "{red}"};
  static const Words kRanges = {"[1,5)", "empty", "(,)",        "[1.5,2.5]",     "[2024-01-01,2024-02-01)",
                                "[5,1)", "1,5",   "[red,blue]", "{[1,2),[4,5)}", "{}"};
  static const Words kRows = {"(1,x)", "(,)", "(1)", "(1,2,3)", "(\"(1,x)\",1.5,{a})", "x"};
  static const Words kJson = {"{}", "[1,2]", "{\"a\": 1}", "1", "\"x\"", "null", "{a}", "", "[1,]"};
  static const Words kObjects = {"item", "pg_class", "public.stock", "nosuch", "integer", "text[]",
                                 "1",    "lower",    "abs(integer)", "+",      "-"};
  static const std::map<std::string, Words> kWords = {
      {"smallint", kIntegers},
      {"integer", kIntegers},
      {"bigint", kIntegers},
      {"oid", kIntegers},
      {"positive", kIntegers},
      {"small_positive", kIntegers},
      {"real", kNumbers},
      {"double precision", kNumbers},
      {"numeric", kNumbers},
      {"price", kNumbers},
      {"money", {"1.5", "$1,000.00", "x"}},
      {"text", kTexts},
      {"character varying", kTexts},
      {"character", kTexts},
      {"name", kTexts},
      {"shortname", kTexts},
      {"boolean", {"t", "false", "yes", "off", "1", "maybe", " true "}},
      {"date", kStamps},
      {"timestamp without time zone", kStamps},
      {"timestamp with time zone", kStamps},
      {"time without time zone", {"10:00", "25:00", "10:00:00.5", "2024-01-01", "allballs"}},
      {"time with time zone", {"10:00+01", "10:00", "25:00"}},
      {"interval", {"1 day", "1 year 2 mons", "P1D", "1:30", "x", "1 fortnight", "@ 1 minute ago", ""}},
      {"uuid", {"00000000-0000-0000-0000-000000000000", "a0eebc999c0b4ef8bb6d6bb9bd380a11", "x"}},
      {"json", kJson},
      {"jsonb", kJson},
      {"document", kJson},
      {"jsonpath", {"$", "$.a[*] ? (@ > 1)", "lax $.x", "$.", "x"}},
      {"bytea", {"abc", "\\x00ff", "\\xabc", "\\000"}},
      {"inet", kNetworks},
      {"cidr", kNetworks},
      {"macaddr", {"08:00:2b:01:02:03", "x"}},
      {"macaddr8", {"08:00:2b:01:02:03:04:05", "08:00:2b:01:02:03", "x"}},
      {"bit", {"101", "1", "x", "X1F"}},
      {"bit varying", {"101", "", "2"}},
      {"point", kPoints},
      {"box", kPoints + "((1,2),(3,4))"},
      {"circle", kPoints + "<(1,2),3>"},
      {"lseg", kPoints + "[(1,2),(3,4)]"},
      {"line", kPoints + "{1,2,3}"},
      {"path", kPoints + "[(1,2),(3,4)]"},
      {"polygon", kPoints + "((1,2),(3,4))"},
      {"tsvector", {"a b:1A", "'x y'", "a:z"}},
      {"tsquery", {"a & b", "a <-> !b", "a &", ""}},
      {"pg_lsn", {"0/1", "x"}},
      {"tid", {"(0,1)", "x"}},
      {"xid", {"1", "x"}},
      {"cid", {"1"}},
      {"color", {"red", "green", "pink", ""}},
      {"mood", {"ok", "red"}},
      {"dcolor", {"blue", "x"}},
      {"pair", kRows},
      {"nested", kRows + "(\"(1,x)\",1.5,{a})"},
      {"dpair", kRows},
      {"parent", kRows},
      {"numbers", kArrays},
      {"int4range", kRanges},
      {"int8range", kRanges},
      {"numrange", kRanges},
      {"daterange", kRanges + "[2024-01-01,2024-02-01)"},
      {"tsrange", kRanges + "[2024-01-01,2024-02-01)"},
      {"tstzrange", kRanges + "[2024-01-01,2024-02-01)"},
      {"floatrange", kRanges},
      {"colorrange", kRanges + "[red,blue]"},
      {"drange", kRanges},
      {"int4multirange", kRanges + "{}"},
      {"nummultirange", kRanges + "{}"},
      {"datemultirange", kRanges + "{}"},
      {"regclass", kObjects},
      {"regtype", kObjects + "integer"},
      {"regproc", kObjects + "now"},
      {"regprocedure", kObjects + "abs(integer)"},
      {"regoper", kObjects + "+(integer,integer)"},
      {"regnamespace", kObjects + "public"},
      {"int2vector", {"1 2", "", "x"}},
      {"oidvector", {"1 2", "x"}},
      {"\"char\"", {"a", "", "ab"}},
      {"xml", {"<a/>", "<a", "x"}}};
  return kWords;
}

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? "''" : std::string(1, c);
  return result + "'";
}

}  // namespace

std::string literal_for(Random& random, const std::string& type, bool careful) {
  if (type.ends_with("[]"))
    return careful && random.percent(95) ? "'{}'" : quoted(random.pick(words_by_type().at("numbers")));
  const auto words = words_by_type().find(type);
  // The first ones are good for most types.
  if (words == words_by_type().end()) return careful ? "NULL" : any_literal(random);
  return quoted(random.percent(careful ? 97 : 70) ? words->second.front() : random.pick(words->second));
}

std::string any_literal(Random& random) {
  return random.pick({"'1'",         "'a'",     "'2024-01-01'", "'{}'",    "'{1,2}'", "'[1,2]'", "'red'",
                      "'true'",      "''",      "NULL",         "NULL",    "'1.5'",   "'1 day'", "'(1,2)'",
                      "'127.0.0.1'", "'12:00'", "'{\"a\": 1}'", "'[1,5)'", "'now'",   "'item'",  "'UTC'"});
}

std::string typed_constant(Random& random) {
  return random.pick({"1",
                      "2",
                      "0",
                      "-3",
                      "1.5",
                      "10000000000",
                      "1e3",
                      "99999999999999999999",
                      "true",
                      "false",
                      "B'101'",
                      "X'1F'",
                      "'x'::text",
                      "now()",
                      "current_date",
                      "current_timestamp",
                      "localtime",
                      "ARRAY[1, 2]",
                      "ROW(1, 'a')",
                      "'1'::varchar",
                      "5::smallint",
                      "ARRAY['a']",
                      "ARRAY[NULL]",
                      "'{}'::integer[]",
                      "interval '1 day'",
                      "date '2024-01-01'",
                      "current_user",
                      "'red'::color",
                      "NULL::integer",
                      "NULL::text",
                      "1::bigint",
                      "2.5::double precision",
                      "'{}'::jsonb",
                      "E'\\\\x'",
                      "interval '2' hour",
                      "U&'\\0041'"});
}

}  // namespace pgscribe::differential
