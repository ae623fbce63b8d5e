#pragma once

#include <vector>

#include "cli/pipeline.hpp"
#include "cli/project_index.hpp"
#include "tables/table.hpp"

// The analysis of a project as tables, which its own rules of vet select from.

namespace pgscribe::cli {

/// Their columns, and what is in them, stand in analysis_tables.def.
[[nodiscard]] std::vector<tables::Table> analysis_tables(const Analysis& analysis, const ProjectIndex& index);

}  // namespace pgscribe::cli
