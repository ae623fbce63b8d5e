#pragma once

#include <optional>
#include <string_view>

#include "support/message.hpp"

// The options, parameters and privileges that statements name by identifier, by release of PostgreSQL.

namespace pgscribe::sql {

enum class OptionOwner {
  analyze,
  cluster,
  copy,
  explain,
  grant,
  publication,
  reindex,
  role_grant,
  subscription,
  vacuum
};

/// What PostgreSQL `server_version` says of an option that it does not know; nothing for one that it knows.
[[nodiscard]] std::optional<support::Message> refused_option(OptionOwner owner, std::string_view name,
                                                             int server_version);

/// Likewise of a configuration parameter. Only those that came or went between the oldest and the newest release are
/// known by name: of others nothing is said.
[[nodiscard]] std::optional<support::Message> refused_setting(std::string_view name, int server_version);

/// Likewise of a parameter of a view.
[[nodiscard]] std::optional<support::Message> refused_view_parameter(std::string_view name, int server_version);

}  // namespace pgscribe::sql
