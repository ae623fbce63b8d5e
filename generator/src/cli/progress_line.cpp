#include "cli/progress_line.hpp"

#include <condition_variable>
#include <mutex>
#include <ostream>

#include "cli/terminal.hpp"

namespace pgscribe::cli {

namespace {

using Clock = std::chrono::steady_clock;

void show(const std::stop_token& stop, std::ostream& terminal, std::chrono::milliseconds interval) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  const Clock::time_point begin = Clock::now();
  bool is_shown = false;
  while (!stopped.wait_for(lock, stop, interval, [&] { return stop.stop_requested(); })) {
    const auto passed = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - begin);
    terminal << "\rat work for " << passed.count() << " s" << std::flush;
    is_shown = true;
  }
  // Back to the first column, and the rest of the line away.
  if (is_shown) terminal << "\r\033[K" << std::flush;
}

}  // namespace

ProgressLine::ProgressLine(std::ostream& stream, std::chrono::milliseconds interval) {
  if (!terminal_of(stream).is_there) return;
  thread_.emplace([&stream, interval](const std::stop_token& stop) { show(stop, stream, interval); });
}

}  // namespace pgscribe::cli
