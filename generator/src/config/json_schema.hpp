#pragma once

#include <string>

// The JSON Schema of generator.yaml, for editors.

namespace pgscribe::config {

/// JSON Schema 2020-12. Accepts what read_config accepts, as far as the keys say it.
[[nodiscard]] std::string json_schema();

}  // namespace pgscribe::config
