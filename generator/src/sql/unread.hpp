#pragma once

#include "sql/lowering.hpp"
#include "sql/parse_tree.hpp"

namespace pgscribe::sql {

/// Reports every member of the tree that the lowering left unread and that is not known to be without effect. A newer
/// grammar's additions come out as errors that way, never as a statement that lacks them.
void report_unread(Lowering& l, const ParseTree& tree);

}  // namespace pgscribe::sql
