#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <string_view>

#include "pgscribe/error.hpp"

// From a PGresult to the class of exception.

namespace pgscribe::detail {

/// Everything the server said in an error or a notice.
[[nodiscard]] ErrorFields error_fields(const PGresult* result);

/// Throws the class of exception that belongs to `fields.sqlstate`.
[[noreturn]] void throw_server_error(ErrorFields fields);

/// The last message of libpq without its trailing newline.
[[nodiscard]] std::string connection_message(const PGconn* connection);

/// To be called in a catch block: throws the current exception again, with the name of the query when it has none.
[[noreturn]] void rethrow_for_query(std::string_view query);
/// The same with the number of the row that could not be read.
[[noreturn]] void rethrow_for_row(std::int64_t row);

}  // namespace pgscribe::detail
