#pragma once

#include <string_view>

// The meta-commands of psql, which scripts hold between statements.

namespace pgscribe::lexical {

/// The name of the psql meta-command that a line starts with, without its backslash: "restrict".
[[nodiscard]] std::string_view psql_command_name(std::string_view line);

/// Whether a psql meta-command is about psql's own session and display only (`\restrict`, `\connect`, `\echo`), so that
/// the script does the same without it; `\i`, `\copy`, `\if` and `\gexec` do something.
[[nodiscard]] bool is_idle_psql_command(std::string_view name);

}  // namespace pgscribe::lexical
