#pragma once

#include "cli/entry_inputs.hpp"
#include "support/diagnostics.hpp"

// `pgscribe vet`: the rules asked of one configuration entry.

namespace pgscribe::cli {

/// Adds what the analysis says of the entry, and what the rules find.
void vet(const EntryInputs& entry, support::Diagnostics& diagnostics);

}  // namespace pgscribe::cli
