#include <doctest/doctest.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// The names of all `-- name:` lines of a folder of queries.
std::vector<std::string> query_names(const fs::path& folder) {
  constexpr std::string_view kMark = "-- name: ";
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      if (line.starts_with(kMark)) names.push_back(line.substr(kMark.size(), line.find(" :") - kMark.size()));
    }
  }
  return names;
}

std::string snake_case(const std::string& name) {
  std::string result;
  for (const char c : name) {
    const bool is_upper = std::isupper(static_cast<unsigned char>(c)) != 0;
    if (is_upper && !result.empty()) result += '_';
    result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return result;
}

}  // namespace

TEST_CASE("every query of the sample is called by a test") {
  std::string tests;
  for (const auto& entry : fs::directory_iterator(SAMPLE_TEST_DIR)) {
    if (entry.path().filename().string().ends_with("_test.cpp")) tests += read(entry.path());
  }
  const auto names = query_names(SAMPLE_QUERY_DIR);
  CHECK(names.size() >= 150);
  for (const auto& name : names) {
    CAPTURE(name);
    CHECK(tests.find("db." + snake_case(name) + "(") != std::string::npos);
  }
}
