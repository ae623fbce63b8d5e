#pragma once

#include <string>
#include <vector>

// Schemas and queries of any size, each large in one way.

namespace pgscribe::benchmark {

struct Project {
  std::string schema;
  std::string queries;
};

struct Case {
  const char* name;
  int least;  ///< the smallest size that is measured; 16 times that is the largest
  Project (*make)(int size);
  double most_milliseconds = 0;  ///< of CPU for the largest size; 0: none is asked
};

[[nodiscard]] const std::vector<Case>& cases();

}  // namespace pgscribe::benchmark
