#pragma once

namespace pgscribe::sql {

/// The release of PostgreSQL whose grammar reads the SQL: 15. That of the libpg_query that pgscribe was built with.
[[nodiscard]] int grammar_version() noexcept;

}  // namespace pgscribe::sql
