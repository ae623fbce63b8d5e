#include "cli/init.hpp"

#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/exit_code.hpp"
#include "config/json_schema.hpp"
#include "sql/grammar_version.hpp"

namespace pgscribe::cli {

namespace {

constexpr const char* kConfig =
    R"yaml(# yaml-language-server: $schema=generator.schema.json
# pgscribe reads the migrations and queries below and writes typed C++. The shape is sqlc's: a gen.go section may stand beside gen.cpp.
version: "2"
sql:
  - engine: postgresql
    # A file, a folder, a glob, or a list of these, relative to this file. Down migrations are ignored.
    schema: schema
    queries: queries
    # The release of PostgreSQL that the queries run on: 14 to 18. Without it: 15.
    server_version: @newest@
    gen:
      cpp:
        # Where the generated files go, and their namespace.
        out: generated
        namespace: db
        # naming: snake_case        # or camelCase, as_written
        # layout: split             # or header_only
        # query_parameter_limit: 1  # up to this many parameters are passed one by one, more as a struct
        # rename:
        #   widget_id: id
        # overrides:
        #   - db_type: uuid
        #     cpp_type: {name: "my::Uuid", include: "my/uuid.hpp"}
)yaml";

constexpr const char* kMigration = R"sql(CREATE TABLE authors (
    id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    bio  text
);
)sql";

constexpr const char* kQueries = R"sql(-- name: GetAuthor :one
-- One author.
SELECT * FROM authors WHERE id = @id;

-- name: ListAuthors :many
-- All authors by name.
SELECT * FROM authors ORDER BY name;

-- name: CreateAuthor :one
-- Adds an author and gives its id.
INSERT INTO authors (name, bio) VALUES (@name, @bio) RETURNING id;
)sql";

struct InitialFile {
  std::string path;
  std::string text;
};
constexpr std::string_view kNewest = "@newest@";

std::vector<InitialFile> initial_files() {
  std::string config = kConfig;
  // The newest release that the grammar can read.
  config.replace(config.find(kNewest), kNewest.size(), std::to_string(sql::grammar_version()));
  return {{"generator.yaml", std::move(config)},
          {"generator.schema.json", config::json_schema()},
          {"schema/000001_create_authors.up.sql", kMigration},
          {"queries/authors.sql", kQueries}};
}

}  // namespace

int init(support::FileSystem& files, std::ostream& out, std::ostream& err) {
  if (files.kind("generator.yaml") != support::PathKind::nothing) {
    err << "pgscribe: generator.yaml is there already; nothing was written\n";
    return kUserError;
  }
  for (const InitialFile& file : initial_files()) {
    if (files.kind(file.path) != support::PathKind::nothing) {
      out << "kept    " << file.path << '\n';
      continue;
    }
    files.write({{file.path, file.text}});
    out << "wrote   " << file.path << '\n';
  }
  out << "next    pgscribe generate\n";
  return kSuccess;
}

}  // namespace pgscribe::cli
