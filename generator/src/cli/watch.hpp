#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

// Running something again whenever what it read has changed.

namespace pgscribe::cli {

/// What tells two states of a file or folder apart: time, size and number on disk; all 0 where nothing is.
struct FileState {
  std::int64_t nanoseconds = 0;
  std::int64_t size = 0;
  std::uint64_t inode = 0;
  friend bool operator==(const FileState&, const FileState&) = default;
};
using FileStates = std::map<std::string, FileState>;

/// On the machine's disk. A folder changes when an entry comes or goes.
[[nodiscard]] FileStates file_states(const std::vector<std::string>& paths);

[[nodiscard]] std::int64_t clock_time();

/// What a watch is made of, so that tests can put theirs in place.
struct WatchSteps {
  /// Does the work and gives the paths that it read.
  std::function<std::vector<std::string>()> run;
  std::function<FileStates(const std::vector<std::string>&)> look = file_states;
  /// Nanoseconds since 1970, as the times of files.
  std::function<std::int64_t()> now = clock_time;
  /// Waits for the next look; false ends the watch.
  std::function<bool()> wait;
};

/// Runs once, then again after each look that finds a change. A change during a run is found by the next look.
void watch(const WatchSteps& steps);

}  // namespace pgscribe::cli
