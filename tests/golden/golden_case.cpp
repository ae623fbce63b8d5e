#include "golden_case.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "sql/large_stack.hpp"

namespace {

namespace fs = std::filesystem;
using namespace pgscribe;

using Texts = std::map<std::string, std::string>;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Run {
  int exit_code = -1;
  std::string out;
  std::string err;
};

Run run(const cli::Options& options) {
  Run result;
  std::ostringstream out;
  std::ostringstream err;
  sql::run_with_large_stack([&] { result.exit_code = cli::run(options, out, err); });
  result.out = out.str();
  result.err = err.str();
  return result;
}

bool is_about_vet(const fs::path& folder) { return folder.parent_path().filename() == "vet"; }

bool is_about_reasons(const fs::path& folder) {
  const fs::path topic = folder.parent_path().filename();
  return topic == "nulls" || topic == "cardinality";
}

/// What the case gives, by path relative to its folder.
Texts actual(const fs::path& folder, const fs::path& scratch) {
  Texts texts;
  cli::Options options;
  if (is_about_vet(folder)) {
    options.command = cli::CommandKind::vet;
    if (!fs::exists(folder / "generator.yaml")) {
      options.schema = {"schema"};
      options.queries = {"query.sql"};
    }
    const Run result = run(options);
    texts["stderr.txt"] = result.err;
    CHECK((result.exit_code == 0) == result.err.empty());
  } else if (fs::exists(folder / "generator.yaml")) {
    options.out = scratch.string();
    const Run result = run(options);
    texts["stderr.txt"] = result.err;
    if (fs::exists(scratch)) {
      for (const auto& file : fs::directory_iterator(scratch))
        texts["expected/" + file.path().filename().string()] = read(file.path());
    }
    CHECK((result.exit_code == 0) == (texts.size() > 1));
  } else {
    options.command = cli::CommandKind::analyze;
    options.schema = {"schema.sql"};
    options.queries = {"query.sql"};
    if (fs::exists(folder / "server_version")) options.server_version = std::stoi(read(folder / "server_version"));
    const Run result = run(options);
    texts["analysis.json"] = result.out;
    if (is_about_reasons(folder)) {
      options.command = cli::CommandKind::explain;
      texts["explain.txt"] = run(options).out;
    }
    texts["stderr.txt"] = result.err;
  }
  if (texts["stderr.txt"].empty()) texts.erase("stderr.txt");
  return texts;
}

Texts expected(const fs::path& folder) {
  Texts texts;
  for (const char* name : {"analysis.json", "explain.txt", "stderr.txt"}) {
    if (fs::exists(folder / name)) texts[name] = read(folder / name);
  }
  if (fs::exists(folder / "expected")) {
    for (const auto& file : fs::directory_iterator(folder / "expected"))
      texts["expected/" + file.path().filename().string()] = read(file.path());
  }
  return texts;
}

void update(const fs::path& folder, const Texts& texts) {
  for (const auto& [name, text] : expected(folder)) fs::remove(folder / name);
  for (const auto& [name, text] : texts) {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name, std::ios::binary) << text;
  }
}

}  // namespace

namespace pgscribe::golden {

void check(const char* name) {
  const char* update_switch = std::getenv("UPDATE_GOLDEN");
  const fs::path folder = fs::path(PGSCRIBE_GOLDEN_DIR) / name;
  const fs::path scratch = fs::temp_directory_path() / ("pgscribe_golden_" + std::to_string(::getpid()));
  fs::current_path(folder);
  const Texts texts = actual(folder, scratch);
  fs::current_path("/");
  fs::remove_all(scratch);
  if (update_switch != nullptr && std::string(update_switch) == "1") return update(folder, texts);

  const Texts wanted = expected(folder);
  for (const auto& [file, text] : texts) {
    CAPTURE(file);
    const auto found = wanted.find(file);
    CHECK_MESSAGE(found != wanted.end(), "not expected: run with UPDATE_GOLDEN=1 after a look");
    if (found != wanted.end()) CHECK(found->second == text);
  }
  for (const auto& [file, text] : wanted) CHECK_MESSAGE(texts.count(file) == 1, file << " did not come out");
}

}  // namespace pgscribe::golden
