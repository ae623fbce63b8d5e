#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/ast_expr.hpp"

// An expression that is a constant as text, for functions that make DDL of their arguments.

namespace pgscribe::catalog {

/// Variables and parameters whose values are known, by name; `$1` is the first parameter, `new.c` a column of NEW.
using KnownValues = std::map<std::string, std::string, std::less<>>;

/// The text of an expression that has the same value whenever it runs: constants, known values, `||`, format(),
/// concat(), quote_ident(), quote_literal(), lower(), upper(), ARRAY[] and casts of these. Nothing for another one, and
/// for NULL.
[[nodiscard]] std::optional<std::string> constant_text(const sql::Expr& expr, const KnownValues& values);

/// The elements of an array's text, as its output function writes it: {a,"b c"}. Nothing for another text, for NULL
/// elements and for more than one dimension.
[[nodiscard]] std::optional<std::vector<std::string>> array_elements(std::string_view text);

}  // namespace pgscribe::catalog
