#pragma once

#include <string>
#include <string_view>

namespace pgscribe::codegen {

/// Spellings of SQL and query names as C++ identifiers. Letters beyond ASCII stay where C++ allows them, other
/// characters separate words or become their code point (`u1f3ac`). The results are made of identifier characters, but
/// may be empty, start with a digit or be a reserved word: see legal_identifier.

/// "GetMovieByID" -> "get_movie_by_id", "user name" -> "user_name"
[[nodiscard]] std::string snake_case(std::string_view name);
/// "get_movie_by_id" -> "getMovieById"
[[nodiscard]] std::string camel_case(std::string_view name);
/// "user_accounts" -> "UserAccounts"; capitals inside a word stay: "GetMovieByID" -> "GetMovieByID"
[[nodiscard]] std::string pascal_case(std::string_view name);
/// Only what C++ does not allow is replaced: "2nd-Try" -> "2nd_Try"
[[nodiscard]] std::string as_written(std::string_view name);

/// Of a file name in place of characters that not every file system, build tool and #include takes: "a b!" -> "a_b_".
[[nodiscard]] std::string file_characters(std::string_view name);

/// An identifier that can be declared: a `_` before a leading digit, a `_` behind a word that is reserved (see
/// reserved_names.hpp). Empty stays empty.
[[nodiscard]] std::string legal_identifier(std::string name);
/// The same for a type of the generated namespace, which may hide nothing that generated code uses.
[[nodiscard]] std::string legal_type_name(std::string name);
/// `name` and `suffix` without two underscores in a row between them.
[[nodiscard]] std::string with_suffix(std::string name, std::string_view suffix);
/// Whether `name` can be declared as it stands.
[[nodiscard]] bool is_legal_identifier(std::string_view name);
[[nodiscard]] bool is_legal_type_name(std::string_view name);

}  // namespace pgscribe::codegen
