#pragma once

#include <vector>

#include "codegen/generate.hpp"

// Sources that include the generated ones, for build systems that must know them before.

namespace pgscribe::cli {

/// Adds `count` files that include the generated sources between them: a build system that must know its sources before
/// generating compiles these.
void add_shards(std::vector<codegen::RenderedFile>& files, int count);

}  // namespace pgscribe::cli
