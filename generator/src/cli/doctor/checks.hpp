#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/server_connection.hpp"
#include "support/message.hpp"

// The checks of `pgscribe doctor` by their codes, each in a file of its own with the SQL that it asks.

namespace pgscribe::cli::doctor {

using Messages = std::vector<support::Message>;

/// Each needs search_path = pg_catalog, so that every name that the server prints is qualified. `threshold` is a
/// number, and meaningless where the check has none. Throws RefusedStatement.
#define DOCTOR_CHECK(finder, code, threshold, unit, finds) \
  [[nodiscard]] Messages finder(ServerConnection& server, const std::string& threshold_text);
#include "cli/doctor/checks.def"
#undef DOCTOR_CHECK

struct Check {
  std::string_view code;  ///< of its messages
  double threshold;       ///< from where on it speaks, without a word of the user
  std::string_view unit;  ///< of the threshold; empty: it has none
  Messages (*find)(ServerConnection& server, const std::string& threshold);
};

[[nodiscard]] const std::vector<Check>& checks();

/// A message for each row.
template <typename MakeMessage>
[[nodiscard]] Messages messages_of(const std::vector<ServerRow>& rows, MakeMessage make) {
  Messages messages;
  for (const ServerRow& row : rows) messages.push_back(make(row));
  return messages;
}

/// The valid form of an invalid index is one REINDEX INDEX CONCURRENTLY away. What such a statement left behind is not
/// among them, nor are partitioned indexes.
[[nodiscard]] std::vector<std::string> rebuildable_indexes(ServerConnection& server);

/// Where damage could be looked for.
[[nodiscard]] bool has_amcheck(ServerConnection& server);

}  // namespace pgscribe::cli::doctor
