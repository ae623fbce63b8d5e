#pragma once

#include <string>

#include "cli/server_connection.hpp"

// The objects of a database, asked of its catalogs.

namespace pgscribe::cli {

/// What a database has without the objects of extensions, in the form of catalog::dump for a search_path of `public`,
/// which it sets. For PostgreSQL 14 and later; only reads. Throws std::exception with the server's message.
[[nodiscard]] std::string deployed_dump(ServerConnection& server);

}  // namespace pgscribe::cli
