#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the benchmarks against a server are called with.

namespace bench {

struct Options {
  /// How often each contender runs.
  int rounds = 15;
  /// Start and fill a server, and only serve.
  bool serve = false;
  bool list = false;
  /// Of a server that is there; empty: one is started.
  std::string conninfo;
  /// A contender that runs once, with so many operations.
  std::string run;
  std::size_t operations = 0;
  /// None: all.
  std::vector<std::string> scenarios;

  [[nodiscard]] bool chosen(std::string_view scenario) const;
};

/// Nothing when they cannot be understood.
[[nodiscard]] std::optional<Options> parse_options(int argc, char** argv);

/// Prints the connection string, and returns at the end of the input.
void serve(const std::string& conninfo);

}  // namespace bench
