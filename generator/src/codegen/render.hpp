#pragma once

#include <vector>

#include "codegen/code_model.hpp"
#include "codegen/generate.hpp"

// Models and templates to text.

namespace pgscribe::codegen {

/// The files of the model, sorted by path. A template that is not Mustache is reported as `bad-template`; nothing is
/// returned then.
[[nodiscard]] std::vector<RenderedFile> render(const CodeModel& model, const TemplateSet& templates,
                                               support::Diagnostics& diagnostics);

}  // namespace pgscribe::codegen
