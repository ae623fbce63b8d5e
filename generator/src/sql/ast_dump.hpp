#pragma once

#include <string>

#include "sql/ast.hpp"
#include "support/source_file.hpp"

// The syntax tree as one line of text, for tests.

namespace pgscribe::sql {

/// The tree as one line of text: `Tag{member=value ...}`, members that have their default value left out; column
/// references, parameters and constants in SQL's own notation. With `file`, the source text under each expression's
/// span follows its tag: `OperatorCall«+»{...}`. For tests and for people who look at a tree; not a format to parse.
[[nodiscard]] std::string dump(const Statement& statement, const support::SourceFile* file = nullptr);
[[nodiscard]] std::string dump(const Expr& expr, const support::SourceFile* file = nullptr);

}  // namespace pgscribe::sql
