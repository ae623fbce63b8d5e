#include "cli/watch.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

using namespace pgscribe::cli;

namespace {

/// A disk of which each look gives the next states, and a watch that ends when there are no more.
struct Script {
  std::vector<FileStates> looks;
  std::vector<std::vector<std::string>> reads;  ///< by run
  std::int64_t now = 1'000'000'000;
  std::size_t next_look = 0;
  std::size_t runs = 0;

  WatchSteps steps() {
    WatchSteps steps;
    steps.run = [this] { return reads[std::min(runs++, reads.size() - 1)]; };
    steps.look = [this](const std::vector<std::string>& paths) {
      FileStates states;
      for (const std::string& path : paths) states[path] = looks.at(next_look).at(path);
      ++next_look;
      return states;
    };
    steps.now = [this] { return now; };
    steps.wait = [this] { return next_look < looks.size(); };
    return steps;
  }
};

FileStates a(std::int64_t time) { return {{"a", {.nanoseconds = time}}}; }

}  // namespace

TEST_CASE("a watch runs once, and again after each change only") {
  Script still{.looks = {a(1), a(1), a(1)}, .reads = {{"a"}}};
  watch(still.steps());
  CHECK(still.runs == 1);
  // The run after a change is followed by a look of its own.
  Script changed{.looks = {a(1), a(2), a(2), a(2), a(3), a(3)}, .reads = {{"a"}}};
  watch(changed.steps());
  CHECK(changed.runs == 3);
}

TEST_CASE("a change while a run reads is found by the next look") {
  // Looked at before the second run with 2; behind it it is 3.
  Script script{.looks = {a(1), a(2), a(3), a(3), a(3)}, .reads = {{"a"}}};
  watch(script.steps());
  CHECK(script.runs == 3);
}

TEST_CASE("so is one while the first run reads, before anything was looked at") {
  Script script{.looks = {a(1'000'000'001), a(1'000'000'001), a(1'000'000'001), a(1'000'000'001)}, .reads = {{"a"}}};
  watch(script.steps());
  CHECK(script.runs == 2);
  // The clock of the disk is a little behind.
  Script behind{.looks = {a(999'999'990), a(999'999'990), a(999'999'990), a(999'999'990)}, .reads = {{"a"}}};
  watch(behind.steps());
  CHECK(behind.runs == 2);
}

TEST_CASE("what a run reads anew is looked at from then on, and what it does not read any more is not") {
  const auto both = [](std::int64_t a, std::int64_t b) {
    return FileStates{{"a", {.nanoseconds = a}}, {"b", {.nanoseconds = b}}};
  };
  Script script{.looks = {both(1, 1), both(2, 2), both(2, 2), both(2, 2), both(3, 2), both(3, 2), both(4, 2)},
                .reads = {{"a"}, {"a", "b"}, {"b"}}};
  watch(script.steps());
  CHECK(script.runs == 3);
}

TEST_CASE("the state of files and folders on disk") {
  namespace fs = std::filesystem;
  std::string folder = (fs::temp_directory_path() / "pgscribe_watch_XXXXXX").string();
  REQUIRE(::mkdtemp(folder.data()) != nullptr);
  const std::string file = folder + "/a.sql";
  const auto state = [&](const std::string& path) { return file_states({path}).at(path); };
  CHECK(state(file) == FileState{});
  std::ofstream(file) << "one";
  const FileState written = state(file);
  CHECK(written.size == 3);
  CHECK(state(file) == written);
  std::ofstream(file) << "three";
  CHECK(!(state(file) == written));
  const FileState before = state(folder);
  fs::last_write_time(folder, fs::last_write_time(folder) + std::chrono::seconds(1));
  CHECK(!(state(folder) == before));
  fs::remove_all(folder);
}
