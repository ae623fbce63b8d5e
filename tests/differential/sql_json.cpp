#include "expressions.hpp"

// SQL/JSON of PostgreSQL 16 (constructors, IS JSON) and 17 (JSON_EXISTS, JSON_QUERY, JSON_VALUE, JSON_TABLE and
// JSON()).

namespace pgscribe::differential {

namespace {

constexpr Vocabulary::Oid kBytea = 17, kInt4 = 23, kText = 25, kJson = 114, kJsonb = 3802;

}  // namespace

std::string Expressions::json_document(int depth) {
  if (random_.percent(10)) return any(depth);
  return of_type(random_.pick(std::vector<Oid>{kJsonb, kJsonb, kJson, kText, kBytea}), depth);
}

std::string Expressions::json_value(int depth) {
  return (careful_ ? of_type(column_type(), depth) : any(depth)) + (random_.percent(10) ? " FORMAT JSON" : "");
}

std::string Expressions::json_path(int depth) {
  const std::string path = random_.pick({"'$'", "'$.a'", "'$[*]'", "'strict $.a[0]'", "'lax $.a ? (@ > $x)'",
                                         "'$.a.bigint()'", "'$$'", "$1", "NULL", "'$.a'::jsonpath", "jp", "txt"});
  if (random_.percent(75)) return path;
  return path + " PASSING " + json_value(depth) + " AS x" + (random_.percent(30) ? ", " + atom() + " AS \"Y\"" : "");
}

std::string Expressions::json_returning() {
  if (random_.percent(45)) return "";
  const std::string type = random_.percent(50)
                               ? random_.pick({"json", "jsonb", "text", "bytea", "varchar(3)", "integer", "date"})
                               : type_name();
  return " RETURNING " + type + random_.pick({"", "", "", "", " FORMAT JSON", " FORMAT JSON ENCODING UTF8"});
}

std::string Expressions::json_behavior(bool has_default) {
  std::string text;
  for (const char* event : {" ON EMPTY", " ON ERROR"}) {
    if (random_.percent(70)) continue;
    text += (has_default && random_.percent(50)
                 ? " DEFAULT " + (random_.percent(70) ? leaf(column_type()) : atom())
                 : random_.pick({" NULL", " ERROR", " EMPTY", " EMPTY ARRAY", " EMPTY OBJECT", " TRUE", " UNKNOWN"})) +
            event;
  }
  return text;
}

std::string Expressions::json_constructor(int depth) {
  const std::string nulls = random_.pick({"", "", " NULL ON NULL", " ABSENT ON NULL"});
  const std::string keys = random_.pick({"", "", " WITH UNIQUE KEYS", " WITHOUT UNIQUE"});
  const std::string separator = random_.pick({": ", " VALUE "});
  const std::string value = json_value(depth);
  switch (random_.below(8)) {
    case 0: return "JSON_OBJECT(" + atom() + separator + value + nulls + keys + json_returning() + ")";
    case 1:
      return "JSON_OBJECT('a'" + separator + value + ", " + of_type(kText, depth) + separator + atom() + nulls + keys +
             json_returning() + ")";
    case 2: return "JSON_ARRAY(" + value + ", " + json_value(depth) + nulls + json_returning() + ")";
    case 3: return "JSON_ARRAY(" + value + ")";
    case 4: return "JSON_ARRAY(SELECT " + any(depth) + " FROM stock z" + json_returning() + ")";
    case 5: return "JSON_OBJECTAGG(" + atom() + separator + value + nulls + keys + json_returning() + ")";
    case 6:
      return "JSON_ARRAYAGG(" + value + random_.pick({"", " ORDER BY 1"}) + nulls + json_returning() + ")" +
             (random_.percent(20)   ? over()
              : random_.percent(20) ? " FILTER (WHERE " + condition(depth) + ")"
                                    : "");
    default: return random_.pick({"JSON_ARRAY(", "JSON_OBJECT("}) + json_returning() + ")";
  }
}

std::string Expressions::json_query_function(int depth) {
  const std::string document = json_document(depth) + (random_.percent(8) ? " FORMAT JSON" : "");
  const std::string head = "(" + document + ", " + json_path(depth);
  switch (random_.below(6)) {
    case 0:
      return "JSON_EXISTS" + head +
             random_.pick({"", "", " FALSE ON ERROR", " UNKNOWN ON ERROR", " ERROR ON ERROR", " NULL ON ERROR"}) + ")";
    case 1:
      return "JSON_QUERY" + head + json_returning() +
             random_.pick({"", "", " WITH WRAPPER", " WITH CONDITIONAL ARRAY WRAPPER", " WITHOUT WRAPPER"}) +
             random_.pick({"", "", "", " KEEP QUOTES", " OMIT QUOTES"}) + json_behavior(true) + ")";
    case 2: return "JSON_VALUE" + head + json_returning() + json_behavior(true) + ")";
    case 3: return "JSON(" + document + random_.pick({"", " WITH UNIQUE KEYS"}) + ")";
    case 4: return "JSON_SCALAR(" + any(depth) + ")";
    default: return "JSON_SERIALIZE(" + document + json_returning() + ")";
  }
}

std::string Expressions::sql_json(int depth) {
  if (vocabulary_.server_version >= 17 && random_.percent(55)) return json_query_function(depth - 1);
  if (random_.percent(70)) return json_constructor(depth - 1);
  return "((" + json_document(depth - 1) + ")" + random_.pick({" IS JSON", " IS NOT JSON"}) +
         random_.pick({"", " VALUE", " OBJECT", " ARRAY", " SCALAR"}) + random_.pick({"", "", " WITH UNIQUE KEYS"}) +
         ")";
}

std::string Expressions::json_column(int depth) {
  const std::string name = random_.pick({"a", "b", "c", "d"});
  const std::string path = random_.pick({"", "", " PATH '$.a'", " PATH 'strict $.b'"});
  switch (random_.below(depth > 0 ? 6 : 5)) {
    case 0: return name + " FOR ORDINALITY";
    case 1:
      return name + " " + random_.pick({"boolean", "integer", "text", "date"}) + " EXISTS" + path +
             random_.pick({"", " TRUE ON ERROR", " ERROR ON ERROR"});
    case 2:
      return name + " " + random_.pick({"jsonb", "json", "text", "integer[]", "pair"}) + " FORMAT JSON" + path +
             random_.pick({"", " WITH WRAPPER", " OMIT QUOTES"}) + json_behavior(true);
    case 5:
      return "NESTED" + random_.pick({" PATH", ""}) + " '$.k[*]'" + random_.pick({"", " AS inner_path"}) +
             " COLUMNS (" + json_column(depth - 1) + (random_.percent(50) ? ", " + json_column(0) : "") + ")";
    default: return name + " " + type_name() + path + json_behavior(true);
  }
}

std::string Expressions::json_table(const std::string& alias) {
  const std::string text = "JSON_TABLE(" + json_document(0) + ", " +
                           random_.pick({"'$'", "'$[*]' AS p", "'strict $.a' PASSING 1 AS x", "$1", "txt"}) +
                           " COLUMNS (" + json_column(2) + ", " + json_column(1) + ")" +
                           random_.pick({"", "", " ERROR ON ERROR", " EMPTY ON ERROR", " NULL ON ERROR"}) + ")";
  columns_.push_back({alias + ".a", kInt4});
  columns_.push_back({alias + ".b", kText});
  return text + " " + alias;
}

}  // namespace pgscribe::differential
