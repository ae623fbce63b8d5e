#include <cstdint>
#include <cstdlib>
#include <string>

#include "config/config.hpp"

// Any bytes as a configuration: nothing may crash, it is read or there is an error, and every place lies inside the
// file.

using namespace pgscribe;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const support::SourceFile file("generator.yaml", std::string(reinterpret_cast<const char*>(data), size));
  support::Diagnostics diagnostics;
  const std::optional<config::Config> config = config::read_config(file, diagnostics);
  require(config.has_value() == (diagnostics.error_count() == 0));
  for (const support::Diagnostic& diagnostic : diagnostics.sorted()) {
    require(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= size);
    static_cast<void>(file.line_column(diagnostic.span.begin));
  }
  return 0;
}
