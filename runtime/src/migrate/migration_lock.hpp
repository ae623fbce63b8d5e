#pragma once

#include <cstdint>
#include <string>

// The key of golang-migrate's advisory lock, which is ours.

namespace pgscribe::detail {

/// The key of the advisory lock that golang-migrate takes for the same table, so that both keep each other out.
[[nodiscard]] std::uint32_t migration_lock_key(const std::string& database, const std::string& schema,
                                               const std::string& table);

}  // namespace pgscribe::detail
