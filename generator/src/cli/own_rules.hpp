#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/entry_inputs.hpp"
#include "cli/pipeline.hpp"
#include "cli/project_index.hpp"
#include "support/diagnostics.hpp"

// The rules of vet that a project brings itself, asked of its analysis.

namespace pgscribe::cli {

/// Adds the findings that are not allowed where they stand, and what is wrong with the rules. `left_alone`: schema
/// files of which nothing is found.
void ask_own_rules(const EntryInputs& entry, const Analysis& analysis, const ProjectIndex& index,
                   const std::set<const support::SourceFile*>& left_alone, support::Diagnostics& diagnostics);

}  // namespace pgscribe::cli
