#pragma once

#include <string>

#include "codegen/code_model.hpp"

namespace pgscribe::codegen {

/// 16 hexadecimal digits by which outputs with different types differ. It changes with models.hpp and the list of query
/// files only: with what every generated source is compiled again for anyway.
[[nodiscard]] std::string fingerprint(const CodeModel& model);

}  // namespace pgscribe::codegen
