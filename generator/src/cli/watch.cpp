#include "cli/watch.hpp"

#include <sys/stat.h>

#include <chrono>

namespace pgscribe::cli {

namespace {

/// The clock of a disk ticks more slowly than the machine's, and stays behind it by as much.
constexpr std::int64_t kDiskTick = 20'000'000;

}  // namespace

std::int64_t clock_time() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

FileStates file_states(const std::vector<std::string>& paths) {
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  FileStates states;
  for (const std::string& path : paths) {
    struct stat found {};
    FileState& state = states[path];
    if (::stat(path.c_str(), &found) != 0) continue;
    state.nanoseconds = std::int64_t{found.st_mtim.tv_sec} * kNanoseconds + std::int64_t{found.st_mtim.tv_nsec};
    // A folder's says nothing that its time does not.
    if (S_ISREG(found.st_mode)) state.size = std::int64_t{found.st_size};
    state.inode = std::uint64_t{found.st_ino};
  }
  return states;
}

void watch(const WatchSteps& steps) {
  std::vector<std::string> paths;
  FileStates seen;
  const auto run = [&] {
    const std::int64_t start = steps.now() - kDiskTick;
    paths = steps.run();
    // What was looked at before the run keeps that state, so that a change during the run is one. Of the rest, what is
    // younger than the run may not be what it read.
    FileStates after = steps.look(paths);
    for (auto& [path, state] : after) {
      if (const auto before = seen.find(path); before != seen.end()) {
        state = before->second;
      } else if (state.nanoseconds >= start) {
        state = {};
      }
    }
    seen = std::move(after);
  };
  run();
  while (steps.wait()) {
    FileStates now = steps.look(paths);
    if (now == seen) continue;
    seen = std::move(now);
    run();
  }
}

}  // namespace pgscribe::cli
