#include "argument_values.hpp"

#include <map>

namespace property {

namespace {

using pgscribe::catalog::Oid;
using pgscribe::catalog::Type;

using Texts = std::vector<std::string>;

/// Input texts by pg_type.typname.
const std::map<std::string, Texts>& texts_by_type() {
  static const std::map<std::string, Texts> texts{
      {"bool", {"t", "f"}},
      {"int2", {"0", "1", "-1", "2", "32767"}},
      {"int4", {"0", "1", "-1", "2", "3", "2147483647", "-2147483648"}},
      {"int8", {"0", "1", "-1", "2", "9223372036854775807"}},
      {"float4", {"0", "1", "-1.5", "NaN", "Infinity", "-Infinity"}},
      {"float8", {"0", "1", "-1.5", "0.5", "NaN", "Infinity", "-Infinity"}},
      {"numeric", {"0", "1", "-1.5", "0.5", "10", "NaN", "Infinity", "-Infinity"}},
      {"money", {"0", "1.50", "-2"}},
      {"text",
       {"", "a", "ab c", "%", "a,b", "{}", "(", "UTF8", "$.a", "1", "public", "pg_class", "<a/>", "year", "2020-01-01",
        "NFC"}},
      {"varchar", {"", "a", "ab c"}},
      {"bpchar", {"", "a", "ab "}},
      {"name", {"", "a", "pg_class", "UTF8"}},
      {"char", {"a", ""}},
      {"cstring", {"", "a", "1"}},
      {"unknown", {"", "a"}},
      {"bytea", {"", "\\\\x00ff", "a"}},
      {"date", {"2020-02-29", "infinity", "-infinity", "0044-03-15 BC"}},
      {"time", {"00:00", "24:00", "12:34:56.789"}},
      {"timetz", {"00:00+00", "12:34:56-08"}},
      {"timestamp", {"2020-02-29 12:00", "infinity", "-infinity", "1999-12-31"}},
      {"timestamptz", {"2020-02-29 12:00+00", "infinity", "-infinity"}},
      {"interval", {"0", "1 day", "-1 mon", "1 year 2 mons 3 days 04:05:06", "-00:00:01"}},
      {"uuid", {"00000000-0000-0000-0000-000000000000", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"}},
      {"json", {"{}", "[]", "null", "1", "\"a\"", "{\"a\": null}", "[1, [2, null]]"}},
      {"jsonb", {"{}", "[]", "null", "1", "\"a\"", "{\"a\": null}", "[1, [2, null]]", "{\"a\": [1]}", "true"}},
      {"jsonpath", {"$", "$.a", "strict $.a", "$[*] ? (@ > 1)", "$.a > 1", "1 == \"a\""}},
      {"xml", {"<a/>", "", "text"}},
      {"inet", {"0.0.0.0/0", "192.168.1.5/24", "::1", "255.255.255.255"}},
      {"cidr", {"0.0.0.0/0", "192.168.1.0/24", "::/0"}},
      {"macaddr", {"00:00:00:00:00:00", "08:00:2b:01:02:03"}},
      {"macaddr8", {"00:00:00:00:00:00:00:00", "08:00:2b:ff:fe:01:02:03"}},
      {"bit", {"", "1", "0101"}},
      {"varbit", {"", "1", "0101"}},
      {"oid", {"0", "1", "10", "1259", "999999"}},
      {"regclass", {"pg_class", "0", "999999", "public.s"}},
      {"regtype", {"int4", "0"}},
      {"regproc", {"now", "0"}},
      {"regprocedure", {"now()", "0"}},
      {"regoper", {"0"}},
      {"regoperator", {"+(int4,int4)", "0"}},
      {"regnamespace", {"public", "0"}},
      {"regrole", {"postgres", "0"}},
      {"regcollation", {"\"C\"", "0"}},
      {"regconfig", {"english", "simple"}},
      {"regdictionary", {"simple", "english_stem"}},
      {"point", {"(0,0)", "(1,2)", "(NaN,1)", "(Infinity,0)"}},
      {"line", {"{1,-1,0}", "{0,1,2}", "{1,0,0}"}},
      {"lseg", {"[(0,0),(1,1)]", "[(0,0),(0,0)]", "[(5,5),(6,7)]"}},
      {"box", {"(1,1),(0,0)", "(0,0),(0,0)", "(6,7),(5,5)"}},
      {"path", {"[(0,0),(1,1)]", "((0,0),(1,1),(2,0))", "[(3,3)]"}},
      {"polygon", {"((0,0),(1,1),(2,0))", "((0,0))", "((5,5),(6,6),(7,5))"}},
      {"circle", {"<(0,0),1>", "<(5,5),0>"}},
      {"tsvector", {"", "a:1 b", "c:2A"}},
      {"tsquery", {"", "a", "!a", "a & b", "a <-> b"}},
      {"pg_lsn", {"0/0", "16/B374D848"}},
      {"xid", {"0", "3"}},
      {"xid8", {"0", "3"}},
      {"cid", {"0"}},
      {"tid", {"(0,1)"}},
      {"txid_snapshot", {"1:1:", "10:20:10,14"}},
      {"pg_snapshot", {"1:1:", "10:20:10,14"}},
      {"int2vector", {"", "1 2"}},
      {"oidvector", {"", "23 25"}},
      {"refcursor", {"c"}},
      {"aclitem", {"postgres=r/postgres"}},
      {"an_enum", {"a", "b"}},
      // contrib
      {"citext", {"", "a", "Ab c", "%"}},
      {"hstore", {"", "a=>1", "a=>NULL, b=>x"}},
      {"cube", {"0", "(1,2),(3,4)", "(1,-1)", "()"}},
      {"seg", {"1", "1 .. 2", "<3", "~1"}},
      {"ltree", {"", "a", "a.b", "Top.Science"}},
      {"lquery", {"*", "a.*", "a|b.!c"}},
      {"ltxtquery", {"a", "a & !b", "Top*"}},
      {"query_int", {"1", "1&2", "!3"}},
      {"ean13", {"978-0-393-04002-9", "977-1436-452-00-8", "979-0-060-11561-5", "0220356483481"}},
      {"isbn13", {"978-0-393-04002-9"}},
      {"isbn", {"0-393-04002-X"}},
      {"ismn13", {"979-0-060-11561-5"}},
      {"ismn", {"M-060-11561-5"}},
      {"issn13", {"977-1436-452-00-8"}},
      {"issn", {"1436-4522"}},
      {"upc", {"220356483481"}},
  };
  return texts;
}

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? "''" : std::string(1, c);
  return result + "'";
}

/// What a polymorphic type is taken for.
std::string instance(const std::string& name) {
  if (name == "anyelement" || name == "anycompatible" || name == "anynonarray" || name == "anycompatiblenonarray" ||
      name == "any")
    return "int4";
  if (name == "anyarray" || name == "anycompatiblearray") return "_int4";
  if (name == "anyenum") return "an_enum";
  if (name == "anyrange" || name == "anycompatiblerange") return "int4range";
  if (name == "anymultirange" || name == "anycompatiblemultirange") return "int4multirange";
  return name;
}

bool is_multirange(const std::string& name) {
  return name.size() > 10 && name.compare(name.size() - 10, 10, "multirange") == 0;
}
bool is_range(const std::string& name) {
  return !is_multirange(name) && name.size() > 5 && name.compare(name.size() - 5, 5, "range") == 0;
}

Texts range_texts(const std::string& name) {
  if (name.compare(0, 3, "int") == 0 || name.compare(0, 3, "num") == 0)
    return {"empty", "[1,3)", "(,)", "[2,)", "(,0]"};
  return {"empty", "[2020-01-01,2020-02-01)", "(,)", "[2021-01-01,)"};
}

Texts input_texts(const std::string& name) {
  const auto found = texts_by_type().find(name);
  if (found != texts_by_type().end()) return found->second;
  if (is_multirange(name)) {
    const Texts ranges = range_texts(name);
    return {"{}", "{" + ranges[1] + "}", "{" + ranges[2] + "}", "{" + ranges[3] + "}"};
  }
  if (is_range(name)) return range_texts(name);
  if (name.front() != '_') return {};
  const Texts elements = input_texts(name.substr(1));
  Texts arrays{"{}", "{NULL}"};
  for (const std::string& element : elements) {
    if (element.find_first_of("\"\\{},") == std::string::npos && !element.empty())
      arrays.push_back("{" + element + "," + element + "}");
    if (arrays.size() == 5) break;
  }
  if (name == "_int4") arrays.insert(arrays.end(), {"{1,NULL,2}", "{{1,2},{3,4}}", "[5:6]={7,8}"});
  return arrays;
}

}  // namespace

std::vector<std::string> argument_values(const pgscribe::catalog::Catalog& catalog, Oid oid) {
  const Type* type = catalog.type(oid);
  if (type == nullptr) return {};
  if (type->name == "record")
    return {"(SELECT r FROM (SELECT 1, NULL::text) AS r)", "(SELECT r FROM (SELECT 2, 'a'::text) AS r)"};
  const std::string cast = type_spelling(catalog, oid);
  std::vector<std::string> values;
  for (const std::string& text : input_texts(instance(type->name))) values.push_back(quoted(text) + "::" + cast);
  return values;
}

std::string type_spelling(const pgscribe::catalog::Catalog& catalog, Oid oid) {
  const Type* type = catalog.type(oid);
  const std::string name = instance(type->name);
  const bool is_array = name.front() == '_';
  const std::string schema = name == "an_enum" ? "public" : type->schema;
  return schema + ".\"" + name.substr(is_array ? 1 : 0) + "\"" + (is_array ? "[]" : "");
}

}  // namespace property
