#pragma once

#include <map>
#include <optional>
#include <string>

#include "sql/ast_expr.hpp"

namespace pgscribe::catalog {

/// Variables and parameters whose values are known, by name; `$1` is the first parameter.
using KnownValues = std::map<std::string, std::string, std::less<>>;

/// The text of an expression that has the same value whenever it runs: constants, known values, `||`, format(),
/// concat(), quote_ident(), quote_literal(), lower(), upper() and casts of these. Nothing for another one, and for
/// NULL.
[[nodiscard]] std::optional<std::string> constant_text(const sql::Expr& expr, const KnownValues& values);

}  // namespace pgscribe::catalog
