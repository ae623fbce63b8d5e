#pragma once

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

// The executable as a user runs it: exit codes, messages, and what is on disk afterwards.

namespace pgscribe::cli::testing {

namespace fs = std::filesystem;

inline std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_file(const fs::path& path, const std::string& text) {
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

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A project that generated once must keep its output when it is broken later.
inline void check_rejected(const std::string& file, const std::string& text, const std::string& message) {
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

inline const std::string kGetTitle = "-- name: GetTitle :one\n";

}  // namespace pgscribe::cli::testing
