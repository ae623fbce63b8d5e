#include "config/config.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace pgscribe;

namespace {

struct Read {
  std::optional<config::Config> config;
  std::string messages;
};

Read read(const std::string& text) {
  const support::SourceFile file("generator.yaml", text);
  support::Diagnostics diagnostics;
  Read result;
  result.config = config::read_config(file, diagnostics);
  for (const auto& diagnostic : diagnostics.sorted()) {
    const auto place = file.line_column(diagnostic.span.begin);
    result.messages += std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + diagnostic.message +
                       (diagnostic.hint.empty() ? "" : " (" + diagnostic.hint + ")") + "\n";
  }
  return result;
}

std::string with_cpp(const std::string& lines) {
  return "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema\n    queries: queries\n    gen:\n      "
         "cpp:\n        out: out\n" +
         lines;
}

}  // namespace

TEST_CASE("every key is read") {
  const Read result = read(R"(version: "2"
sql:
  - name: media
    engine: postgresql
    schema: [a, "b/*.sql"]
    queries: queries
    gen:
      go: {package: db, out: go}
      cpp:
        out: generated
        namespace: media::db
        layout: header_only
        naming: camelCase
        templates: my_templates
        query_parameter_limit: 3
        emit_json: true
        emit_interface: true
        emit_ostream: true
        emit_expected: true
        emit_async: asio
        emit_exact_table_names: true
        emit_models_only: true
        omit_unused_structs: true
        inflection_exclude_table_names: [data]
        default_schema: app
        strong_domains: [email]
        allow: [many-rows, unnamed-statement]
        statement_comments: name
        batch: each
        rename: {movie_id: id}
        overrides:
          - db_type: uuid
            nullable: true
            cpp_type: {name: "my::Uuid", include: my/uuid.hpp, codec: my_codec}
          - column: "*.created_at"
            cpp_type: my::Time
          - {column: a.b, cpp_type: {name: "my::Doc", json: true}}
        json_adapter: my/json_adapter.hpp
        json:
          orders.settings: my::Settings
          app.document: {name: "my::Document", include: my/document.hpp}
          preferences: my::Preferences
)");
  CHECK(result.messages == "");
  REQUIRE(result.config);
  REQUIRE(result.config->entries.size() == 1);
  const config::SqlEntry& entry = result.config->entries[0];
  CHECK(entry.name == "media");
  CHECK(entry.schema.size() == 2);
  CHECK(entry.schema[1].pattern == "b/*.sql");
  CHECK(entry.queries[0].pattern == "queries");
  const config::CppOptions& cpp = entry.cpp;
  CHECK(cpp.out == "generated");
  CHECK(cpp.namespace_ == "media::db");
  CHECK(cpp.layout == config::Layout::header_only);
  CHECK(cpp.naming == config::Naming::camel_case);
  CHECK(cpp.templates == "my_templates");
  CHECK(cpp.query_parameter_limit == 3);
  CHECK(cpp.emit_async == config::AsyncLibrary::asio);
  CHECK((cpp.emit_json && cpp.emit_interface && cpp.emit_ostream && cpp.emit_expected && cpp.emit_exact_table_names));
  CHECK((cpp.emit_models_only && cpp.omit_unused_structs));
  CHECK(cpp.inflection_exclude_table_names == std::vector<std::string>{"data"});
  CHECK(cpp.default_schema == "app");
  CHECK(cpp.strong_domains == std::vector<std::string>{"email"});
  CHECK(cpp.allow == std::vector<std::string>{"many-rows", "unnamed-statement"});
  CHECK(cpp.statement_comments == config::StatementComments::name);
  CHECK(cpp.batch == config::Batch::each);
  CHECK(cpp.rename.at("movie_id").name == "id");
  CHECK(cpp.json_adapter == "my/json_adapter.hpp");
  REQUIRE(cpp.overrides.size() == 6);
  CHECK(cpp.overrides[0].nullable == true);
  CHECK(cpp.overrides[0].type.include == "my/uuid.hpp");
  CHECK(cpp.overrides[1].column == "*.created_at");
  CHECK(cpp.overrides[1].type.name == "my::Time");
  CHECK_FALSE(cpp.overrides[1].type.is_json);
  for (std::size_t i = 2; i < 6; ++i) CHECK(cpp.overrides[i].type.is_json);
  CHECK(cpp.overrides[3].column == "orders.settings");
  CHECK(cpp.overrides[3].type.name == "my::Settings");
  CHECK(cpp.overrides[4].type.include == "my/document.hpp");
  CHECK_MESSAGE(cpp.overrides[5].db_type == "preferences", "a domain");
}

TEST_CASE("entries of other generators are left alone") {
  const Read result = read(R"(version: "2"
cloud: {project: x}
sql:
  - engine: mysql
    whatever: they like
    gen: {go: {package: db, out: go}}
  - engine: postgresql
    schema: s
    queries: q
    database: {uri: "postgres://"}
    gen: {cpp: {out: o}}
)");
  CHECK(result.messages == "");
  REQUIRE(result.config);
  CHECK(result.config->entries.size() == 1);
}

TEST_CASE("what is wrong is told at its place") {
  struct Row {
    std::string text;
    const char* message;
  };
  for (const Row& row : {
           Row{"",
               "1:1: the configuration must be a mapping with \"version\" and \"sql\" (pgscribe init writes one to "
               "start from)\n"},
           Row{"version: \"1\"\nsql: []\n", "1:10: version \"1\" is not supported (write version: \"2\")\n"},
           Row{"sql: []\n", "1:1: the configuration needs version: \"2\" (write version: \"2\")\n"},
           Row{"version: \"2\"\n", "1:1: the configuration needs \"sql\", a list of entries\n"},
           Row{"version: \"2\"\nsql: x\n", "2:6: \"sql\" must be a list of entries\n"},
           Row{"version: \"2\"\nsqll: []\nsql: []\n",
               "2:1: unknown key \"sqll\" in the configuration (did you mean \"sql\"?)\n"},
           Row{with_cpp("        naming: kebab\n"),
               "9:17: \"naming\" must be one of: snake_case, camelCase, as_written\n"},
           Row{with_cpp("        batch: none\n"), "9:16: \"batch\" must be one of: atomic, each\n"},
           Row{with_cpp("        statement_comments: all\n"),
               "9:29: \"statement_comments\" must be one of: none, name, sqlcommenter\n"},
           Row{with_cpp("        allow: [many-row]\n"),
               "9:16: \"many-row\" is no warning that can be allowed (did you mean \"many-rows\"?)\n"},
           Row{with_cpp("        emit_json: maybe\n"), "9:20: \"emit_json\" must be true or false\n"},
           Row{with_cpp("        query_parameter_limit: -1\n"),
               "9:32: \"query_parameter_limit\" must be a whole number that is not negative\n"},
           Row{with_cpp("        emit_jsn: true\n"),
               "9:9: unknown key \"emit_jsn\" in gen.cpp (did you mean \"emit_json\"?)\n"},
           Row{with_cpp("        rename: [a]\n"), "9:17: \"rename\" must be a mapping of names\n"},
           Row{with_cpp("        overrides:\n          - cpp_type: X\n"),
               "10:13: an override needs exactly one of \"db_type\" and \"column\"\n"},
           Row{with_cpp("        overrides:\n          - db_type: uuid\n"),
               "10:13: an override needs a \"cpp_type\" or \"elements\"\n"},
           Row{with_cpp("        overrides:\n          - {db_type: 'text[]', elements: maybe}\n"),
               "10:43: \"elements\" must be one of: nullable, not null\n"},
           Row{with_cpp("        overrides:\n          - {db_type: 'text[]', elements: nullable, cpp_type: X}\n"),
               "10:13: an override has a \"cpp_type\" or \"elements\", not both\n"},
           Row{with_cpp("        out: twice\n"), "9:9: key \"out\" is given twice\n"},
       }) {
    CAPTURE(row.text);
    const Read result = read(row.text);
    CHECK(result.messages == row.message);
    CHECK_FALSE(result.config);
  }
}

TEST_CASE("broken YAML has a place") {
  const Read result = read("version: \"2\"\nsql: [\n  {a: b\n");
  CHECK_FALSE(result.config);
  CHECK(result.messages.find(": ") != std::string::npos);
}

TEST_CASE("deeply nested YAML is refused, not followed") {
  const Read result = read("version: \"2\"\nsql: " + std::string(100000, '[') + "\n");
  CHECK_FALSE(result.config);
}

TEST_CASE("the release of PostgreSQL") {
  const auto with = [](const std::string& lines) {
    return read("version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema\n    queries: queries\n" + lines +
                "    gen:\n      cpp:\n        out: out\n");
  };
  CHECK(with("").config->entries.at(0).server_version == 15);
  CHECK(with("    server_version: 18\n").config->entries.at(0).server_version == 18);
  for (const char* const wrong : {"13", "19", "0"}) {
    CHECK(with("    server_version: " + std::string(wrong) + "\n").messages ==
          "6:21: \"server_version\" must be 14 to 18, the first number of PostgreSQL's version\n");
  }
  CHECK(with("    server_version: newest\n").messages ==
        "6:21: \"server_version\" must be a whole number that is not negative\n");
}

TEST_CASE("the path of the queries, and stubs of extensions") {
  const auto with = [](const std::string& lines) {
    return read("version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema\n    queries: queries\n" + lines +
                "    gen:\n      cpp:\n        out: out\n");
  };
  const Read result = with(
      "    search_path: [app, public]\n    stubs:\n      postgis: stubs/postgis.sql\n      citus: [a.sql, b.sql]\n");
  CHECK(result.messages == "");
  REQUIRE(result.config);
  const config::SqlEntry& entry = result.config->entries.at(0);
  CHECK(entry.search_path == std::vector<std::string>{"app", "public"});
  CHECK(entry.stubs.at("postgis").at(0).pattern == "stubs/postgis.sql");
  CHECK(entry.stubs.at("citus").size() == 2);
  CHECK(with("    search_path: app\n").config->entries.at(0).search_path == std::vector<std::string>{"app"});
  CHECK(with("    stubs: a.sql\n").messages == "6:12: \"stubs\" must be a mapping of extensions to SQL files\n");
}

TEST_CASE("the rules of vet") {
  const auto with = [](const std::string& vet) {
    return read("version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema\n    queries: queries\n    vet: " +
                vet + "\n    gen:\n      cpp:\n        out: out\n");
  };
  const Read result =
      with("{disable: offset-page, enable: [unindexed-condition, star-view], start_after: 0007_names.sql}");
  CHECK(result.messages == "");
  REQUIRE(result.config);
  const config::VetOptions& vet = result.config->entries.at(0).vet;
  CHECK(vet.disable == std::vector<std::string>{"offset-page"});
  CHECK(vet.enable == std::vector<std::string>{"unindexed-condition", "star-view"});
  CHECK(vet.start_after == "0007_names.sql");
  CHECK(with("{disable: [offset-pages]}").messages.find("\"offset-pages\" is no rule of vet") != std::string::npos);
  CHECK(with("{enable: [everything]}").messages.find("\"everything\" is no rule of vet") != std::string::npos);
  CHECK(with("{off: [offset-page]}").messages.find("off") != std::string::npos);
  CHECK(with("[offset-page]").messages.find("mapping") != std::string::npos);
}
