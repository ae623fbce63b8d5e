#pragma once

#include <chrono>
#include <iosfwd>
#include <optional>
#include <thread>

// A line that says on a terminal how long something has been at work.

namespace pgscribe::cli {

/// Shows itself after `interval`, then with each further one; when it goes, the line is empty again. Nothing else may
/// write to the stream meanwhile. On a stream that is no terminal it shows nothing.
class ProgressLine {
 public:
  explicit ProgressLine(std::ostream& stream, std::chrono::milliseconds interval = std::chrono::seconds(1));

 private:
  std::optional<std::jthread> thread_;
};

}  // namespace pgscribe::cli
