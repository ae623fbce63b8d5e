#include "vocabulary.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <sstream>
#include <stdexcept>

namespace pgscribe::differential {

namespace {

using Oid = Vocabulary::Oid;

Oid to_oid(const std::string& text) { return static_cast<Oid>(std::strtoul(text.c_str(), nullptr, 10)); }

std::vector<Oid> to_oids(const std::string& text) {
  std::vector<Oid> oids;
  std::istringstream stream(text);
  for (Oid oid = 0; stream >> oid;) oids.push_back(oid);
  return oids;
}

std::vector<std::string> split_commas(const std::string& text, std::size_t count) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
  parts.resize(count);
  return parts;
}

void read_types(Server& server, Vocabulary& vocabulary) {
  const auto rows = server.rows(R"(
    SELECT t.oid, format_type(t.oid, NULL), CASE WHEN t.typsubscript = 'array_subscript_handler'::regproc THEN t.typelem ELSE 0 END, t.typarray
    FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid LEFT JOIN pg_type e ON e.typarray = t.oid LEFT JOIN pg_class ec ON ec.oid = e.typrelid
    WHERE t.typtype <> 'p' AND t.typnamespace IN ('pg_catalog'::regnamespace, 'public'::regnamespace)
      AND (c.oid IS NULL OR c.relnamespace = 'public'::regnamespace) AND (ec.oid IS NULL OR ec.relnamespace = 'public'::regnamespace)
    ORDER BY t.typnamespace, t.typname)");
  for (const Server::Row& row : rows) {
    vocabulary.type_index.emplace(to_oid(row[0]), vocabulary.types.size());
    vocabulary.types.push_back({to_oid(row[0]), row[1], to_oid(row[2]), to_oid(row[3])});
  }
  for (const Server::Row& row : server.rows("SELECT oid FROM pg_type WHERE typtype = 'p' ORDER BY oid"))
    vocabulary.pseudo_types.push_back(to_oid(row[0]));
}

void read_functions(Server& server, Vocabulary& vocabulary) {
  const auto rows = server.rows(R"(
    SELECT quote_ident(proname), proargtypes::text, prorettype, prokind, coalesce(aggkind, 'n'), coalesce(aggnumdirectargs, 0), provariadic <> 0, proretset,
           pronamespace = 'public'::regnamespace,
           coalesce((SELECT string_agg(quote_ident(name), ',' ORDER BY place) FROM unnest(proargnames, coalesce(proargmodes, array_fill('i'::"char", ARRAY[coalesce(cardinality(proargnames), 0)])))
                     WITH ORDINALITY AS argument(name, mode, place) WHERE mode IN ('i', 'b', 'v')), '')
    FROM pg_proc LEFT JOIN pg_aggregate ON aggfnoid = pg_proc.oid
    WHERE pronamespace IN ('pg_catalog'::regnamespace, 'public'::regnamespace) ORDER BY proname, pg_proc.oid)");
  static const std::set<std::string> kCommon = {"array_agg",
                                                "avg",
                                                "count",
                                                "max",
                                                "min",
                                                "string_agg",
                                                "sum",
                                                "abs",
                                                "age",
                                                "array_append",
                                                "array_cat",
                                                "array_position",
                                                "array_to_string",
                                                "ceil",
                                                "concat",
                                                "date_part",
                                                "date_trunc",
                                                "format",
                                                "generate_series",
                                                "json_agg",
                                                "jsonb_build_object",
                                                "jsonb_each",
                                                "jsonb_to_record",
                                                "jsonb_populate_record",
                                                "lag",
                                                "lead",
                                                "length",
                                                "lower",
                                                "mod",
                                                "mode",
                                                "nth_value",
                                                "ntile",
                                                "percentile_cont",
                                                "percentile_disc",
                                                "rank",
                                                "regexp_match",
                                                "regexp_replace",
                                                "replace",
                                                "round",
                                                "row_to_json",
                                                "split_part",
                                                "\"substring\"",
                                                "to_char",
                                                "to_json",
                                                "to_timestamp",
                                                "unnest",
                                                "upper",
                                                "width_bucket",
                                                "row_number",
                                                "first_value",
                                                "array_fill",
                                                "int4range",
                                                "range_agg",
                                                "multirange",
                                                "jsonb_set",
                                                "json_object_agg",
                                                "hashtext",
                                                "pg_typeof",
                                                "trunc"};
  for (const Server::Row& row : rows) {
    Vocabulary::Function function{.name = row[0],
                                  .arguments = to_oids(row[1]),
                                  .argument_names = {},
                                  .result = to_oid(row[2]),
                                  .kind = row[3][0],
                                  .aggregate_kind = row[4][0],
                                  .direct_arguments = to_oid(row[5]),
                                  .variadic = row[6] == "t",
                                  .returns_set = row[7] == "t",
                                  .is_user = row[8] == "t"};
    function.argument_names = split_commas(row[9], function.arguments.size());
    vocabulary.functions_giving[function.result].push_back(vocabulary.functions.size());
    if (function.is_user) vocabulary.user_functions.push_back(function);
    if (kCommon.contains(function.name)) vocabulary.common_functions.push_back(function);
    vocabulary.functions.push_back(std::move(function));
  }
}

void read_operators(Server& server, Vocabulary& vocabulary) {
  for (const Server::Row& row :
       server.rows("SELECT oprname, oprleft, oprright, oprresult FROM pg_operator "
                   "WHERE oprnamespace IN ('pg_catalog'::regnamespace, 'public'::regnamespace) ORDER BY oprname, "
                   "oprleft, oprright, oprnamespace")) {
    vocabulary.operators_giving[to_oid(row[3])].push_back(vocabulary.operators.size());
    vocabulary.operators.push_back({row[0], to_oid(row[1]), to_oid(row[2]), to_oid(row[3])});
  }
}

void read_relations(Server& server, Vocabulary& vocabulary) {
  for (const Server::Row& row :
       server.rows("SELECT c.oid::regclass::text, relkind IN ('r', 'p', 'v'), quote_ident(attname), atttypid FROM "
                   "pg_class c JOIN pg_attribute ON attrelid = c.oid "
                   "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') AND attnum > 0 AND "
                   "NOT attisdropped ORDER BY relname, attnum")) {
    if (vocabulary.relations.empty() || vocabulary.relations.back().name != row[0])
      vocabulary.relations.push_back({row[0], row[1] == "t", {}});
    vocabulary.relations.back().columns.emplace_back(row[2], to_oid(row[3]));
  }
}

}  // namespace

const Vocabulary::Type* Vocabulary::type(Oid oid) const {
  const auto found = type_index.find(oid);
  return found != type_index.end() ? &types[found->second] : nullptr;
}

const Vocabulary::Relation& Vocabulary::relation(const std::string& name) const {
  const auto found =
      std::find_if(relations.begin(), relations.end(), [&](const Relation& relation) { return relation.name == name; });
  if (found == relations.end()) throw std::logic_error("the schema has no relation " + name);
  return *found;
}

Vocabulary read_vocabulary(Server& server) {
  Vocabulary vocabulary;
  vocabulary.server_version = server.major();
  read_types(server, vocabulary);
  read_functions(server, vocabulary);
  read_operators(server, vocabulary);
  read_relations(server, vocabulary);
  for (const Server::Row& row : server.rows("SELECT castsource, casttarget FROM pg_cast ORDER BY 1, 2"))
    vocabulary.castable_to[to_oid(row[1])].push_back(to_oid(row[0]));
  return vocabulary;
}

}  // namespace pgscribe::differential
