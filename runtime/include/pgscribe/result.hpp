#pragma once

#include <cstdint>
#include <string>

// What commands without rows return.

namespace pgscribe {

/// What `:execresult` returns.
struct CommandResult {
  /// The server's command tag, e.g. `UPDATE 3`.
  std::string tag;
  /// Rows inserted, updated, deleted, moved, fetched or copied; 0 for other commands.
  std::int64_t affected_rows = 0;

  bool operator==(const CommandResult&) const = default;
};

}  // namespace pgscribe
