#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

// The executable as a user runs it: exit codes, messages, and what is on disk afterwards.

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

struct Run {
  int exit_code = -1;
  std::string out;
  std::string err;
};

/// A folder of its own for each test, gone afterwards.
class Project {
 public:
  Project() {
    std::string pattern = (fs::temp_directory_path() / "pgscribe_cli_XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    folder_ = pattern;
  }
  ~Project() { fs::remove_all(folder_); }
  Project(const Project&) = delete;
  Project& operator=(const Project&) = delete;

  [[nodiscard]] fs::path path(const std::string& name) const { return folder_ / name; }
  void write(const std::string& name, const std::string& text) const { write_file(path(name), text); }

  void write_valid() const {
    write("generator.yaml",
          "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema\n    queries: queries\n    gen:\n      "
          "cpp:\n        out: out\n        namespace: db\n");
    write("schema/1_movies.sql", "CREATE TABLE movies (id bigint PRIMARY KEY, title text NOT NULL, year int);\n");
    write("queries/movies.sql", "-- name: GetMovie :one\nSELECT * FROM movies WHERE id = $1;\n");
  }

  [[nodiscard]] Run run(const std::string& arguments, const std::string& environment = "") const {
    const std::string command = "cd '" + folder_.string() + "' && " + environment + " '" PGSCRIBE_EXECUTABLE "' " +
                                arguments + " >'" + path(".out").string() + "' 2>'" + path(".err").string() + "'";
    const int status = std::system(command.c_str());
    Run result;
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    result.out = read(path(".out"));
    result.err = read(path(".err"));
    return result;
  }

  /// Every generated file by name.
  [[nodiscard]] std::map<std::string, std::string> output(const std::string& folder = "out") const {
    std::map<std::string, std::string> texts;
    if (!fs::exists(path(folder))) return texts;
    for (const auto& file : fs::directory_iterator(path(folder)))
      texts[file.path().filename().string()] = read(file.path());
    return texts;
  }

 private:
  fs::path folder_;
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A project that generated once must keep its output when it is broken later.
void check_rejected(const std::string& file, const std::string& text, const std::string& message) {
  CAPTURE(file);
  CAPTURE(message);
  Project project;
  project.write_valid();
  REQUIRE(project.run("generate").exit_code == 0);
  const auto before = project.output();
  REQUIRE(!before.empty());
  project.write(file, text);
  const Run result = project.run("generate");
  CHECK(result.exit_code == 1);
  CHECK_MESSAGE(contains(result.err, message), result.err.substr(0, 600));
  CHECK(project.output() == before);
}

const std::string kGetTitle = "-- name: GetTitle :one\n";

}  // namespace

TEST_CASE("version, help and usage errors") {
  Project project;
  CHECK(project.run("version").out.substr(0, 9) == "pgscribe ");
  const Run help = project.run("--help");
  CHECK(help.exit_code == 0);
  CHECK(contains(help.out, "generate"));
  CHECK(contains(help.out, "Exit codes"));
  CHECK(project.run("frobnicate").exit_code == 2);
  CHECK(project.run("generate --no-such-option").exit_code == 2);
}

TEST_CASE("init writes a project that generates, and never overwrites") {
  Project project;
  REQUIRE(project.run("init").exit_code == 0);
  const std::string config = read(project.path("generator.yaml"));
  CHECK(project.run("generate").exit_code == 0);
  CHECK(project.output("generated").count("authors.hpp") == 1);
  project.write("queries/authors.sql", "-- mine\n");
  const Run again = project.run("init");
  CHECK(again.exit_code == 1);
  CHECK(read(project.path("generator.yaml")) == config);
  CHECK(read(project.path("queries/authors.sql")) == "-- mine\n");
}

TEST_CASE("an unchanged file keeps its time and a stale one is removed") {
  Project project;
  project.write_valid();
  project.write("queries/other.sql", "-- name: CountMovies :one\nSELECT count(*) FROM movies;\n");
  REQUIRE(project.run("generate").exit_code == 0);
  REQUIRE(project.output().count("other.hpp") == 1);
  project.write("out/mine.hpp", "// not pgscribe's\n");
  const auto old_time = fs::file_time_type::clock::now() - std::chrono::hours(1);
  fs::last_write_time(project.path("out/movies.hpp"), old_time);
  fs::remove(project.path("queries/other.sql"));
  REQUIRE(project.run("generate").exit_code == 0);
  CHECK(fs::last_write_time(project.path("out/movies.hpp")) == old_time);
  CHECK(project.output().count("other.hpp") == 0);
  CHECK(project.output().count("other.cpp") == 0);
  CHECK(project.output().count("mine.hpp") == 1);
}

TEST_CASE("what is not pgscribe's is never overwritten") {
  for (const char* name : {"models.hpp", "movies.cpp", "querier.hpp"}) {
    CAPTURE(name);
    Project project;
    project.write_valid();
    project.write(std::string("out/") + name, "// mine\n");
    project.write("out/notes.txt", "mine, too\n");
    const auto before = project.output();
    for (const char* command : {"check", "generate"}) {
      const Run result = project.run(command);
      CHECK(result.exit_code == 1);
      CHECK(contains(result.err, "generator.yaml:3:5: error: \"out/" + std::string(name) +
                                     "\" was not generated and would be overwritten [not-generated]"));
      CHECK(project.output() == before);
    }
    fs::remove(project.path(std::string("out/") + name));
    CHECK(project.run("generate").exit_code == 0);
  }
}

TEST_CASE("a link to a file of the user's, a folder and a file in the place of the folder are in the way as well") {
  Project project;
  project.write_valid();
  project.write("precious.txt", "mine\n");
  fs::create_directories(project.path("out/movies.hpp"));
  fs::create_symlink("../precious.txt", project.path("out/models.hpp"));
  const Run result = project.run("generate");
  CHECK(result.exit_code == 1);
  CHECK(contains(result.err, "\"out/models.hpp\" was not generated"));
  CHECK(contains(result.err, "\"out/movies.hpp\" is in the place of a generated file"));
  CHECK(read(project.path("precious.txt")) == "mine\n");
  fs::remove_all(project.path("out"));
  project.write("out", "a file\n");
  const Run no_folder = project.run("generate");
  CHECK(no_folder.exit_code == 1);
  CHECK(contains(no_folder.err, "\"out\" is not a folder"));
  CHECK(read(project.path("out")) == "a file\n");
}

TEST_CASE("what a run that was killed left behind goes with the next one") {
  Project project;
  project.write_valid();
  project.write("out/models.hpp.tmp123", "// Generated by pgscr");
  project.write("out/movies.hpp.tmp7", "");
  project.write("out/mine.tmp8", "mine");
  REQUIRE(project.run("generate").exit_code == 0);
  CHECK(project.output().count("models.hpp.tmp123") == 0);
  CHECK(project.output().count("movies.hpp.tmp7") == 0);
  CHECK(project.output().count("mine.tmp8") == 1);
}

TEST_CASE("runs at the same time on one folder do not meet") {
  Project project;
  project.write_valid();
  std::string schema;
  for (int i = 0; i < 20; ++i) {
    const std::string number = std::to_string(i);
    schema += "CREATE TABLE t" + number + " (id int PRIMARY KEY, a text);\n";
    project.write("queries/q" + number + ".sql",
                  "-- name: Get" + number + " :many\nSELECT id, a, 1 AS x FROM t" + number + ";\n");
  }
  const std::string generate = "'" PGSCRIBE_EXECUTABLE "' generate || touch failed";
  for (int round = 0; round < 5; ++round) {
    // Every round has other output, so that every run has something to write.
    project.write("schema/2_more.sql", schema + "COMMENT ON TABLE t0 IS 'round " + std::to_string(round) + "';\n");
    const std::string together = "for i in 1 2 3 4; do (" + generate + ") & done; wait";
    REQUIRE(std::system(("cd '" + project.path("").string() + "' && " + together).c_str()) == 0);
    REQUIRE_FALSE(fs::exists(project.path("failed")));
    CHECK(project.run("diff").out.empty());
    CHECK(project.output().size() == 2 + 2 * 21);
  }
}

TEST_CASE("what is called .sql and cannot be read is told") {
  Project project;
  project.write_valid();
  fs::create_directories(project.path("schema/2_folder.sql"));
  REQUIRE(::mkfifo(project.path("queries/pipe.sql").c_str(), 0600) == 0);
  const Run warned = project.run("generate");
  CHECK(warned.exit_code == 0);
  CHECK(contains(warned.err,
                 "generator.yaml:4:13: warning: \"schema/2_folder.sql\" is a folder and is not read [not-a-file]"));
  CHECK(contains(warned.err,
                 "generator.yaml:5:14: warning: \"queries/pipe.sql\" is not a file and is not read [not-a-file]"));
  fs::create_symlink("nowhere", project.path("queries/lost.sql"));
  const Run dangling = project.run("generate");
  CHECK(dangling.exit_code == 1);
  CHECK(contains(dangling.err, "generator.yaml:5:14: error: \"queries/lost.sql\" is a link to nothing [missing-path]"));
  project.write("generator.yaml",
                "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema/*.sql\n    queries: queries/*.sql\n"
                "    gen: {cpp: {out: out}}\n");
  const Run globbed = project.run("generate");
  CHECK(globbed.exit_code == 1);
  CHECK(contains(globbed.err, "\"queries/lost.sql\" is a link to nothing"));
  CHECK(contains(globbed.err, "\"queries/pipe.sql\" is not a file and is not read"));
  fs::remove(project.path("generator.yaml"));
  REQUIRE(::mkfifo(project.path("generator.yaml").c_str(), 0600) == 0);
  CHECK(contains(project.run("generate").err, "\"generator.yaml\" is not a file"));
}

TEST_CASE("queries are for a release of PostgreSQL, and errors name the one that would take them") {
  Project project;
  project.write_valid();
  project.write("queries/movies.sql", "-- name: Any :one\nSELECT any_value(title) FROM movies;\n");
  const Run refused = project.run("check");
  CHECK(refused.exit_code == 1);
  CHECK(contains(refused.err, "[42883]"));
  CHECK(contains(refused.err, "PostgreSQL 16 has it; this project's server_version is 15"));
  CHECK(project.run("check --server-version 16").exit_code == 0);
  CHECK(project.run("analyze --server-version 18 --schema schema --queries queries").exit_code == 0);
  project.write("queries/movies.sql", "-- name: Backup :one\nSELECT pg_start_backup('a');\n");
  CHECK(project.run("check --server-version 14").exit_code == 0);
  CHECK(contains(project.run("check").err, "PostgreSQL 14 still has it; this project's server_version is 15"));
  project.write("schema/2_random.sql", "CREATE VIEW random AS SELECT random_normal() AS number;\n");
  project.write("queries/movies.sql", "-- name: GetMovie :one\nSELECT * FROM movies WHERE id = $1;\n");
  CHECK(contains(project.run("check").err, "PostgreSQL 16 has it; this project's server_version is 15"));
  project.write("schema/2_random.sql", "CREATE VIEW random AS SELECT no_such_function() AS number;\n");
  const Run unknown = project.run("check");
  CHECK(contains(unknown.err, "[42883]"));
  CHECK_FALSE(contains(unknown.err, "server_version"));
  CHECK(project.run("check --server-version 13").exit_code == 2);
}

TEST_CASE("query files in other scripts have outputs of their own") {
  Project project;
  project.write_valid();
  project.write("queries/фильмы.sql", "-- name: First :one\nSELECT count(*) FROM movies;\n");
  project.write("queries/映画.sql", "-- name: Second :one\nSELECT count(*) FROM movies;\n");
  const Run result = project.run("generate");
  CHECK_MESSAGE(result.exit_code == 0, result.err);
  CHECK(contains(project.output()["фильмы.hpp"], "class фильмыQuerier"));
  CHECK(contains(project.output()["映画.hpp"], "class 映画Querier"));
  project.write("queries/--.sql", "-- name: Third :one\nSELECT count(*) FROM movies;\n");
  const Run nameless = project.run("generate");
  CHECK(nameless.exit_code == 1);
  CHECK(contains(nameless.err, "queries/--.sql:1:1: error: the file's name has no letter or digit"));
}

TEST_CASE("two entries do not generate into one namespace") {
  Project project;
  project.write_valid();
  project.write("generator.yaml",
                "version: \"2\"\nsql:\n"
                "  - {name: a, engine: postgresql, schema: schema, queries: queries, gen: {cpp: {out: a}}}\n"
                "  - {engine: postgresql, schema: schema, queries: queries, gen: {cpp: {out: b, namespace: db}}}\n");
  for (const char* command : {"generate", "generate --entry a", "check"}) {
    const Run result = project.run(command);
    CHECK(result.exit_code == 1);
    CHECK(contains(result.err,
                   "generator.yaml:4:91: error: entry \"a\" and the entry with out \"b\" both generate into "
                   "namespace \"db\" [name-collision]"));
  }
  CHECK(project.output("a").empty());
}

TEST_CASE("errors of every entry are collected") {
  Project project;
  project.write_valid();
  project.write("generator.yaml",
                "version: \"2\"\nsql:\n"
                "  - {engine: postgresql, schema: schema, queries: queries, gen: {cpp: {out: a, namespace: class}}}\n"
                "  - {engine: postgresql, schema: schema, queries: queries, gen: {cpp: {out: b, namespace: 1x}}}\n");
  const Run result = project.run("generate");
  CHECK(result.exit_code == 1);
  CHECK(contains(result.err, "generator.yaml:3:91: error: \"class\" cannot be a namespace in C++ [bad-config]"));
  CHECK(contains(result.err, "generator.yaml:4:91: error: \"1x\" cannot be a namespace in C++ [bad-config]"));
}

TEST_CASE("diff shows what generate would change and fails") {
  Project project;
  project.write_valid();
  const Run missing = project.run("diff");
  CHECK(missing.exit_code == 1);
  CHECK(contains(missing.out, "--- /dev/null"));
  REQUIRE(project.run("generate").exit_code == 0);
  const Run same = project.run("diff");
  CHECK(same.exit_code == 0);
  CHECK(same.out.empty());
  project.write("queries/movies.sql", "-- name: GetMovie :one\nSELECT title FROM movies WHERE id = $1;\n");
  const Run changed = project.run("diff");
  CHECK(changed.exit_code == 1);
  CHECK(contains(changed.out, "@@"));
  CHECK(contains(project.output()["movies.hpp"], "get_movie"));
}

TEST_CASE("check writes nothing") {
  Project project;
  project.write_valid();
  CHECK(project.run("check").exit_code == 0);
  CHECK(project.output().empty());
}

TEST_CASE("output is the same bytes from another folder, in another locale and time zone") {
  Project project;
  project.write_valid();
  project.write("queries/zebra.sql", "-- name: CountMovies :one\nSELECT count(*) FROM movies;\n");
  REQUIRE(project.run("generate").exit_code == 0);
  const auto first = project.output();
  fs::remove_all(project.path("out"));
  REQUIRE(project
              .run("generate --config '" + project.path("generator.yaml").string() + "'",
                   "cd / && LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo")
              .exit_code == 0);
  CHECK(project.output() == first);
  // The order in which the folder and the configuration name the files does not matter either.
  fs::remove_all(project.path("out"));
  std::string config = read(project.path("generator.yaml"));
  config.replace(config.find("queries: queries"), 16, "queries: [queries/zebra.sql, queries/movies.sql]");
  project.write("generator.yaml", config);
  REQUIRE(project.run("generate").exit_code == 0);
  CHECK(project.output() == first);
}

TEST_CASE("wrong SQL is reported at the token and changes no output") {
  check_rejected("queries/movies.sql", kGetTitle + "SELECT titel FROM movies;\n",
                 "queries/movies.sql:2:8: error: column \"titel\" does not exist [42703]");
  check_rejected("queries/movies.sql", kGetTitle + "SELECT titel FROM movies;\n",
                 "  SELECT titel FROM movies;\n         ^~~~~\n");
  check_rejected("queries/movies.sql", kGetTitle + "SELECT titel FROM movies;\n", "title");
  check_rejected("queries/movies.sql", kGetTitle + "SELECT title FROM movies WHERE id = true;\n",
                 "queries/movies.sql:2:35: error: operator does not exist: bigint = boolean [42883]");
  check_rejected("queries/movies.sql", kGetTitle + "SELECT title FROM films;\n",
                 "queries/movies.sql:2:19: error: relation \"films\" does not exist [42P01]");
  check_rejected("queries/movies.sql", kGetTitle + "SELECT title FORM movies;\n", "[42601]");
  check_rejected("queries/movies.sql", "-- name: GetTitle :oen\nSELECT title FROM movies;\n",
                 "queries/movies.sql:1:19: error:");
  check_rejected("queries/movies.sql",
                 kGetTitle + "SELECT title FROM movies LIMIT 1;\n" + kGetTitle + "SELECT title FROM movies LIMIT 1;\n",
                 "[duplicate-query]");
  check_rejected("queries/other.sql", "-- name: GetMovie :one\nSELECT title FROM movies LIMIT 1;\n",
                 "[duplicate-query]");
  check_rejected("schema/2_more.sql", "CREATE TABLE movies (id int);\n",
                 "schema/2_more.sql:1:14: error: relation \"movies\" already exists [42P07]");
}

TEST_CASE("--keep-going writes what is right without the queries that have errors, and fails all the same") {
  const Project project;
  project.write_valid();
  project.write("queries/more.sql",
                kGetTitle + "SELECT titel FROM movies;\n-- name: AllTitles :many\nSELECT title FROM movies;\n");
  CHECK(project.run("generate").exit_code == 1);
  CHECK(project.output().empty());
  const Run result = project.run("generate --keep-going");
  CHECK(result.exit_code == 1);
  CHECK(contains(result.err, "queries/more.sql:2:8: error: column \"titel\" does not exist"));
  CHECK(contains(project.output().at("more.hpp"), "all_titles"));
  CHECK_FALSE(contains(project.output().at("more.hpp"), "get_title"));
  CHECK(contains(project.output().at("movies.hpp"), "get_movie"));
  // What is generated depends on the schema: with an error there nothing is written.
  project.write("schema/2_more.sql", "CREATE TABLE movies (id int);\n");
  fs::remove_all(project.path("out"));
  CHECK(project.run("generate --keep-going").exit_code == 1);
  CHECK(project.output().empty());
}

TEST_CASE("warnings are allowed by a query or by the configuration") {
  const Project project;
  project.write_valid();
  const std::string statement = "SELECT title FROM movies;\n";
  project.write("queries/movies.sql", kGetTitle + statement);
  CHECK(contains(project.run("check").err, "[many-rows]"));
  project.write("queries/movies.sql", kGetTitle + "-- @allow many-rows\n" + statement);
  CHECK(project.run("check").err == "");
  project.write("queries/movies.sql", kGetTitle + "-- @allow null-comparison\n" + statement);
  CHECK(contains(project.run("check").err, "[many-rows]"));

  project.write("queries/movies.sql", kGetTitle + statement + "CREATE TABLE beside (id int);\n");
  CHECK(project.run("check").exit_code == 1);
  project.write("generator.yaml",
                read(project.path("generator.yaml")) + "        allow: [many-rows, unnamed-statement]\n");
  const Run allowed = project.run("check");
  CHECK(allowed.exit_code == 0);
  CHECK(allowed.err == "");
}

TEST_CASE("a broken configuration is reported at its line") {
  check_rejected("generator.yaml", "version: \"2\"\nsql: [\n", "generator.yaml:");
  check_rejected("generator.yaml",
                 "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema\n    queries: queries\n    gen:\n   "
                 "   cpp:\n        out: out\n        nmespace: db\n",
                 "generator.yaml:9:9: error: unknown key \"nmespace\" in gen.cpp");
  check_rejected("generator.yaml",
                 "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: migrations\n    queries: queries\n    gen: "
                 "{cpp: {out: out}}\n",
                 "generator.yaml:4:13: error: file or folder \"migrations\" does not exist");
  check_rejected("generator.yaml", "", "[bad-config]");
  check_rejected("generator.yaml", "version: \"2\"\nsql: [\n", "[bad-yaml]");
  check_rejected("generator.yaml",
                 "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema\n    queries: none\n    gen: {cpp: "
                 "{out: out}}\n",
                 "[missing-path]");
  check_rejected("generator.yaml",
                 "version: \"2\"\nsql:\n  - engine: postgresql\n    schema: schema\n    queries: queries\n    gen: "
                 "{cpp: {out: out, overrides: [{column: films.id, cpp_type: long}]}}\n",
                 "[unmatched-override]");
  Project project;
  project.write_valid();
  const Run unknown_entry = project.run("generate --entry nosuch");
  CHECK(unknown_entry.exit_code == 1);
  CHECK(contains(unknown_entry.err, "[missing-entry]"));
}

TEST_CASE("hostile query files get a message, quickly") {
  check_rejected("queries/movies.sql",
                 std::string("\x7f"
                             "ELF\x02\x01\0\0\0\0\0",
                             12),
                 "[bad-file]");
  check_rejected("queries/movies.sql", kGetTitle + "SELECT '\xff\xfe';\n", "queries/movies.sql:2:9: error:");
  check_rejected("queries/movies.sql",
                 kGetTitle + "SELECT " + std::string(20000, '(') + "1" + std::string(20000, ')') + ";\n",
                 "queries/movies.sql:2:");
  std::string sum = kGetTitle + "SELECT 1";
  for (int i = 0; i < 20000; ++i) sum += "+1";
  check_rejected("queries/movies.sql", sum + ";\n", "queries/movies.sql:2:");
  check_rejected("queries/movies.sql", kGetTitle + "SELECT '" + std::string(10U << 20U, 'x') + "' FROM nowhere;\n",
                 "queries/movies.sql:2:");
}

TEST_CASE("files that hold no query are told") {
  Project project;
  project.write_valid();
  project.write("queries/empty.sql", "");
  const Run result = project.run("generate");
  CHECK(result.exit_code == 0);
  CHECK(contains(result.err, "queries/empty.sql:1:1: warning:"));
  CHECK(contains(result.err, "[no-queries]"));
}

TEST_CASE("byte order marks and CRLF are read") {
  Project project;
  project.write_valid();
  project.write("queries/movies.sql",
                "\xEF\xBB\xBF-- name: GetMovie :one\r\nSELECT *\r\nFROM movies\r\nWHERE id = $1;\r\n");
  const Run result = project.run("generate");
  CHECK_MESSAGE(result.exit_code == 0, result.err);
  project.write("queries/movies.sql", "-- name: GetMovie :one\r\nSELECT titel\r\nFROM movies;\r\n");
  CHECK(contains(project.run("check").err, "queries/movies.sql:2:8: error: column \"titel\" does not exist"));
}

TEST_CASE("line ends inside of constants are sent as they are written") {
  Project project;
  project.write_valid();
  project.write("queries/movies.sql",
                "-- name: GetMovie :one\r\nSELECT 'a\r\nb' AS x, -- c\r\n  $$d\r\ne$$ AS y\r\nFROM movies\r\nWHERE id "
                "= @id;\r\n");
  REQUIRE(project.run("generate").exit_code == 0);
  CHECK(contains(
      project.output()["movies.cpp"],
      "    .sql = \"SELECT 'a\\r\\n\"\n        \"b' AS x,\\n\"\n        \"  $$d\\r\\n\"\n        \"e$$ AS y\\n\"\n"
      "        \"FROM movies\\n\"\n        \"WHERE id = $1\",\n"));
}

TEST_CASE("text that hides what it says does not get into sources") {
  Project project;
  project.write_valid();
  project.write(
      "queries/movies.sql",
      "-- name: GetMovie :one\n-- Of \u202Eevil\u2066 intent.\nSELECT '\u202Ea' AS x FROM movies WHERE id = @id;\n");
  REQUIRE(project.run("generate").exit_code == 0);
  CHECK(contains(project.output()["movies.hpp"], "/// Of <U+202E>evil<U+2066> intent.\n"));
  CHECK(contains(project.output()["movies.cpp"], R"("SELECT '\342\200\256a' AS x)"));
  for (const auto& [name, text] : project.output()) CHECK_FALSE(contains(text, "\u202E"));
}

TEST_CASE("queries do not start from the path that a schema file leaves") {
  const Project project;
  project.write_valid();
  project.write("schema/2_app.sql", "CREATE SCHEMA app;\nSET search_path = app;\nCREATE TABLE notes (body text);\n");
  project.write("schema/3_more.sql", "CREATE TABLE more (id int);\n");
  project.write("queries/movies.sql",
                "-- name: Movies :many\nSELECT * FROM movies;\n-- name: Notes :many\nSELECT * FROM notes, app.more;\n");
  Run run = project.run("check");
  CHECK(run.exit_code == 0);
  CHECK(
      contains(run.err,
               "queries/movies.sql:4:15: warning: relation \"notes\" does not exist with search_path = $user, public, "
               "only with app, which schema/2_app.sql sets [search-path]"));
  CHECK(contains(run.err, "set search_path: [app] in the configuration"));
  CHECK_FALSE(contains(run.err, "\"movies\""));

  std::string config = read(project.path("generator.yaml"));
  config.replace(config.find("    gen:"), 0, "    search_path: [app, public]\n");
  project.write("generator.yaml", config);
  run = project.run("check");
  CHECK(run.exit_code == 0);
  CHECK(run.err == "");
  CHECK(project.run("verify --throwaway").out.find("0 differences") != std::string::npos);
}

TEST_CASE("the tables of migration tools are there for migrations and queries, and get no struct") {
  const Project project;
  project.write_valid();
  project.write("schema/2_tool.sql", "ALTER TABLE schema_migrations ADD COLUMN note text;\n");
  project.write("queries/movies.sql", "-- name: Version :one\nSELECT * FROM schema_migrations LIMIT 1;\n");
  const Run run = project.run("generate");
  CHECK(run.exit_code == 0);
  const std::string models = read(project.path("out/models.hpp"));
  CHECK(contains(models, "struct Movie"));
  CHECK_FALSE(contains(models, "SchemaMigration"));
  CHECK(contains(read(project.path("out/movies.hpp")), "struct VersionRow"));
}

TEST_CASE("stubs stand for what an extension makes") {
  const Project project;
  project.write_valid();
  project.write("schema/2_shapes.sql", "CREATE EXTENSION shapes;\nCREATE TABLE lots (id bigint, area numeric);\n");
  project.write("queries/movies.sql", "-- name: Areas :many\nSELECT half(area) AS half FROM lots;\n");
  Run run = project.run("check");
  CHECK(run.exit_code == 1);
  CHECK(contains(run.err, "unknown-extension"));
  CHECK(contains(run.err, "pgscribe stub shapes --database-url URL"));
  std::string config = read(project.path("generator.yaml"));
  config.replace(config.find("    gen:"), 0, "    stubs:\n      shapes: stubs/shapes.sql\n");
  project.write("generator.yaml", config);
  project.write("stubs/shapes.sql",
                "CREATE FUNCTION half(numeric) RETURNS float8 LANGUAGE internal IMMUTABLE AS 'stub';\n");
  run = project.run("check");
  CHECK(run.err == "");
  CHECK(run.exit_code == 0);
  CHECK(project.run("stub").exit_code == 2);
}

TEST_CASE("diagnostics for machines") {
  Project project;
  project.write_valid();
  project.write("queries/movies.sql", kGetTitle + "SELECT titel FROM movies;\n");
  const std::string json = project.run("check --diagnostics json").err;
  CHECK(contains(
      json,
      R"("file":"queries/movies.sql","line":2,"column":8,"end_line":2,"end_column":13,"severity":"error","code":"42703")"));
  const std::string sarif = project.run("check --diagnostics sarif").err;
  CHECK(contains(sarif, R"("version":"2.1.0")"));
  CHECK(contains(sarif, R"("ruleId":"42703")"));
}

TEST_CASE("explain says why, at the place") {
  Project project;
  project.write_valid();
  project.write("schema/2_posters.sql", "CREATE TABLE posters (movie_id bigint NOT NULL, url text NOT NULL);\n");
  project.write("queries/movies.sql",
                "-- name: GetMovie :one\nSELECT m.title, p.url AS poster_url\nFROM movies m\nLEFT JOIN posters p ON "
                "p.movie_id = m.id\n"
                "WHERE m.id = @id LIMIT 1;\n\n-- name: AddMovie :exec\nINSERT INTO movies (id, title, year) VALUES "
                "($1, $2, $3);\n");
  const Run one = project.run("explain GetMovie");
  CHECK(one.exit_code == 0);
  CHECK(one.err.empty());
  CHECK(contains(one.out, "GetMovie :one at queries/movies.sql:1\n"));
  CHECK(contains(one.out, "WHERE m.id = $1 LIMIT 1\n"));
  CHECK(contains(one.out, "rows: at most one"));
  CHECK(contains(one.out, "  text  std::string                 title: not null, because movies.title is NOT NULL\n"));
  CHECK(contains(
      one.out,
      "  text  std::optional<std::string>  poster_url: nullable, because p is on the optional side of the LEFT JOIN at "
      "queries/movies.sql:4\n"));
  CHECK(contains(one.out,
                 "  bigint  std::int64_t  $1 id: not null, because nothing in the statement gives NULL a meaning\n"));
  CHECK(!contains(one.out, "AddMovie"));

  const Run all = project.run("explain");
  CHECK(contains(all.out, "GetMovie :one"));
  CHECK(contains(all.out, "AddMovie :exec"));
  CHECK(contains(
      all.out,
      "$3 year: nullable, because it is assigned to the nullable column movies.year at queries/movies.sql:8\n"));
  CHECK(project.run("explain --schema schema --queries queries").out == all.out);

  const Run unknown = project.run("explain GetMovies");
  CHECK(unknown.exit_code == 1);
  CHECK(unknown.out.empty());
  CHECK(contains(unknown.err, "there is no query \"GetMovies\" without errors [unknown-query]"));
  CHECK(contains(unknown.err, "did you mean \"GetMovie\"?"));
}

TEST_CASE("verify tells where a server differs from the analysis") {
  Project project;
  project.write_valid();
  const Run same = project.run("verify --throwaway");
  CHECK_MESSAGE(same.exit_code == 0, same.err);
  // The release that the server is not of, whichever that is.
  const Run at_15 = project.run("verify --throwaway --server-version 15");
  const Run at_18 = project.run("verify --throwaway --server-version 18");
  CHECK(contains(at_15.err + at_18.err, "warning: the server is PostgreSQL "));
  CHECK(contains(at_15.err + at_18.err, "[other-server-version]"));
  CHECK(contains(same.out, "1 queries, 1 parameters and 3 columns compared, 0 differences"));
  // What dynamic SQL does is not seen without a server.
  project.write(
      "schema/2_hidden.sql",
      "DO $$ BEGIN EXECUTE format('ALTER TABLE %I ALTER COLUMN year TYPE text', (SELECT 'movies')); END $$;\n");
  const Run different = project.run("verify --throwaway");
  CHECK(different.exit_code == 1);
  CHECK(contains(different.err, "GetMovie: column \"year\" has type int4, on the server text [differs-from-server]"));
  CHECK(project.run("verify").exit_code == 2);
}
