#include "cli/watch.hpp"

#include <sys/stat.h>

namespace pgscribe::cli {

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
    paths = steps.run();
    // What was looked at before the run keeps that state, so that a change during the run is one.
    FileStates after = steps.look(paths);
    for (auto& [path, state] : after) {
      if (const auto before = seen.find(path); before != seen.end()) state = before->second;
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
