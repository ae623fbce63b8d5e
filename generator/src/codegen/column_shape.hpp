#pragma once

#include <string>
#include <vector>

#include "analyze/analyzed_query.hpp"

// Columns whose parts the statement says, as members: records, and JSON that is read as what it holds.

namespace pgscribe::codegen {

/// The structs in columns, in any depth; the name of each starts with that of the struct that has it.
void add_record_names(const std::vector<analyze::ResultColumn>& columns, const std::string& holder,
                      std::vector<std::string>& names);

}  // namespace pgscribe::codegen
