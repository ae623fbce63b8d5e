#pragma once

#include <cstdint>
#include <string>

namespace pgscribe::detail {

/// The key of the advisory lock that golang-migrate takes for the same table, so that both keep each other out.
[[nodiscard]] std::uint32_t migration_lock_key(const std::string& database, const std::string& schema,
                                               const std::string& table);

}  // namespace pgscribe::detail
