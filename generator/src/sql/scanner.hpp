#pragma once

#include "lexical/scanner.hpp"

/// The tokens of SQL text as the stages name them; the runtime's migrator reads with the same scanner.
namespace pgscribe::sql {

using lexical::equals_folded;
using lexical::fold_identifier;
using lexical::is_identifier_part;
using lexical::is_identifier_start;
using lexical::scan;
using lexical::scan_token;
using lexical::Token;
using lexical::TokenKind;

}  // namespace pgscribe::sql
