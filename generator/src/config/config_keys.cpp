#include "config/config_keys.hpp"

#include "support/allowable_warnings.hpp"
#include "support/server_version.hpp"
#include "support/vet_rules.hpp"

namespace pgscribe::config {

namespace {

template <class Choices>
std::vector<std::string_view> names_of(const Choices& choices) {
  std::vector<std::string_view> names;
  for (const auto& [name, value] : choices) names.push_back(name);
  return names;
}

std::vector<std::string_view> codes_of_vet() {
  std::vector<std::string_view> codes;
  for (const support::VetRule& rule : support::vet_rules()) codes.push_back(rule.code);
  return codes;
}

const KeyTable& gen_keys() {
  static const KeyTable table{
      .what = "gen",
      .keys = {{.name = "cpp", .shape = KeyShape::mapping, .help = "What C++ is generated", .inner = &cpp_keys()}},
      .takes_others = true};
  return table;
}

std::vector<Key> naming_keys() {
  return {
      {.name = "namespace", .help = "C++ namespace; each entry has its own"},
      {.name = "layout",
       .shape = KeyShape::choice,
       .help = "A header and a source per query file, or headers alone",
       .choices = names_of(kLayouts)},
      {.name = "naming",
       .shape = KeyShape::choice,
       .help = "How methods and members are named",
       .choices = names_of(kNamings)},
      {.name = "default_schema", .help = "Tables of other schemas have the schema in front of their struct's name"},
      {.name = "emit_exact_table_names", .shape = KeyShape::flag, .help = "Do not make table names singular"},
      {.name = "inflection_exclude_table_names",
       .shape = KeyShape::texts,
       .help = "Tables whose names stay as they are"},
      {.name = "rename", .shape = KeyShape::text_by_name, .help = "Database name to C++ name"},
  };
}

std::vector<Key> output_keys() {
  return {
      {.name = "out", .help = "Folder for the generated files, relative to this file", .is_required = true},
      {.name = "templates", .help = "Folder with Mustache templates that replace the built-in ones of the same name"},
      {.name = "query_parameter_limit",
       .shape = KeyShape::whole_number,
       .help = "Up to this many parameters are passed one by one, more as a struct"},
      {.name = "emit_json", .shape = KeyShape::flag, .help = "Headers with nlohmann to_json and from_json"},
      {.name = "emit_interface", .shape = KeyShape::flag, .help = "An abstract class of all methods, to mock"},
      {.name = "emit_expected", .shape = KeyShape::flag, .help = "Beside each method one that returns its errors"},
      {.name = "emit_async",
       .shape = KeyShape::choice,
       .help = "A class whose methods take completion tokens",
       .choices = names_of(kAsyncLibraries)},
      {.name = "emit_ostream", .shape = KeyShape::flag, .help = "operator<< for structs and enums"},
      {.name = "emit_models_only",
       .shape = KeyShape::flag,
       .help = "Models alone; queries are checked, and not generated"},
      {.name = "omit_unused_structs",
       .shape = KeyShape::flag,
       .help = "Leave out structs and enums that no query has to do with"},
      {.name = "overrides",
       .shape = KeyShape::mappings,
       .help = "C++ types of your own in place of the built-in mapping",
       .inner = &override_keys()},
      {.name = "json",
       .shape = KeyShape::texts_or_mappings_by_name,
       .help = "table.column, or a domain, to the C++ type that its JSON is read and written as",
       .inner = &json_type_keys()},
      {.name = "json_adapter", .help = "The header that turns JSON into such types and back: pgscribe/nlohmann.hpp"},
      {.name = "strong_domains", .shape = KeyShape::texts, .help = "Domains that become a type of their own"},
      {.name = "allow",
       .shape = KeyShape::texts,
       .help = "Codes of warnings that are not printed",
       .choices = {support::allowable_warnings().begin(), support::allowable_warnings().end()}},
      {.name = "statement_comments",
       .shape = KeyShape::choice,
       .help = "What names a query in the server's statistics and log",
       .choices = names_of(kStatementComments)},
      {.name = "batch",
       .shape = KeyShape::choice,
       .help = "What is a transaction of a batch that runs outside of one",
       .choices = names_of(kBatches)},
  };
}

/// sqlc's, so that one file can serve both.
std::vector<Key> with_keys_of_sqlc(std::vector<Key> keys, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    keys.push_back({.name = name, .shape = KeyShape::anything, .help = "For sqlc; pgscribe does not read it"});
  return keys;
}

}  // namespace

const KeyTable& cpp_type_keys() {
  static const KeyTable table{
      .what = "cpp_type",
      .keys = {{.name = "name", .help = "A type that a member can have: my::Money", .is_required = true},
               {.name = "include", .help = "The header that has it: my/money.hpp"},
               {.name = "codec", .help = "The variable that translates it"},
               {.name = "json", .shape = KeyShape::flag, .help = "Read and written as JSON, by json_adapter"}}};
  return table;
}

const KeyTable& json_type_keys() {
  static const KeyTable table{
      .what = "json",
      .keys = {{.name = "name", .help = "A type that a member can have: my::Settings", .is_required = true},
               {.name = "include", .help = "The header that has it: my/settings.hpp"}}};
  return table;
}

const KeyTable& override_keys() {
  static const KeyTable table{
      .what = "an override",
      .keys =
          {{.name = "db_type", .help = "A type by name: uuid, public.my_enum"},
           {.name = "column", .help = "table.column or schema.table.column; each part may use * and ?"},
           {.name = "nullable", .shape = KeyShape::flag, .help = "Only where it can, or cannot, be NULL"},
           {.name = "cpp_type", .shape = KeyShape::text_or_mapping, .help = "The C++ type", .inner = &cpp_type_keys()},
           {.name = "elements",
            .shape = KeyShape::choice,
            .help = "Whether NULL can be in arrays",
            .choices = names_of(kElements)}},
      .one_of = {{"db_type", "column"}, {"cpp_type", "elements"}},
      .needs = {{"nullable", "db_type"}}};
  return table;
}

const KeyTable& cpp_keys() {
  static const KeyTable table = [] {
    std::vector<Key> keys = output_keys();
    for (Key& key : naming_keys()) keys.push_back(std::move(key));
    return KeyTable{.what = "gen.cpp", .keys = std::move(keys)};
  }();
  return table;
}

const KeyTable& vet_keys() {
  static const KeyTable table{.what = "vet",
                              .keys = {{.name = "enable",
                                        .shape = KeyShape::texts,
                                        .help = "Codes of rules that are off without it",
                                        .choices = codes_of_vet()},
                                       {.name = "disable",
                                        .shape = KeyShape::texts,
                                        .help = "Codes of rules that are not asked",
                                        .choices = codes_of_vet()},
                                       {.name = "start_after", .help = "The last migration that is left alone"},
                                       {.name = "rules",
                                        .shape = KeyShape::mappings,
                                        .help = "Rules of your own, each a SELECT over the analysis",
                                        .inner = &own_rule_keys()}}};
  return table;
}

const KeyTable& own_rule_keys() {
  static const KeyTable table{
      .what = "a rule of vet",
      .keys = {{.name = "name", .help = "What findings and -- @allow call it", .is_required = true},
               {.name = "sql", .help = "A SELECT; each row is a finding", .is_required = true},
               {.name = "message", .help = "What a finding says, where its row has no message"},
               {.name = "severity",
                .shape = KeyShape::choice,
                .help = "What a finding is",
                .choices = names_of(kSeverities)}}};
  return table;
}

const KeyTable& entry_keys() {
  static const KeyTable table{
      .what = "an entry of \"sql\"",
      .keys = with_keys_of_sqlc(
          {{.name = "name", .help = "Chooses the entry with --entry"},
           {.name = "engine", .help = "What the SQL is written for", .choices = {"postgresql"}, .is_required = true},
           {.name = "schema",
            .shape = KeyShape::texts,
            .help = "Migrations: a file, a folder, a glob, or a list of these, relative to this file",
            .is_required = true},
           {.name = "queries",
            .shape = KeyShape::texts,
            .help = "Annotated queries: a file, a folder, a glob, or a list of these",
            .is_required = true},
           {.name = "search_path",
            .shape = KeyShape::texts,
            .help = "The path of the connections that run the queries"},
           {.name = "server_version",
            .shape = KeyShape::whole_number,
            .help = "The release of PostgreSQL that the queries run on",
            .least = support::kOldestServerVersion,
            .most = support::kNewestServerVersion},
           {.name = "stubs",
            .shape = KeyShape::texts_by_name,
            .help = "Extension to SQL files that stand for what it makes"},
           {.name = "gen", .shape = KeyShape::mapping, .help = "What is generated", .inner = &gen_keys()},
           {.name = "database", .shape = KeyShape::anything, .help = "uri: the database that pgscribe migrate changes"},
           {.name = "vet", .shape = KeyShape::mapping, .help = "Which rules pgscribe vet asks", .inner = &vet_keys()}},
          {"analyzer", "strict_function_checks", "strict_order_by", "rules", "codegen"}),
      .only_with = {"gen", "cpp"}};
  return table;
}

const KeyTable& configuration_keys() {
  static const KeyTable table{
      .what = "the configuration",
      .keys = with_keys_of_sqlc({{.name = "version",
                                  .help = "Of the configuration's shape, which is sqlc's",
                                  .choices = {"2"},
                                  .is_required = true},
                                 {.name = "sql",
                                  .shape = KeyShape::mappings,
                                  .help = "What is read and generated; entries without gen.cpp are left alone",
                                  .inner = &entry_keys(),
                                  .is_required = true}},
                                {"overrides", "plugins", "rules", "servers", "cloud", "options"})};
  return table;
}

}  // namespace pgscribe::config
