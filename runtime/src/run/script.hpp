#pragma once

#include <string>
#include <string_view>

#include "pgscribe/result.hpp"
#include "session/session.hpp"

namespace pgscribe::detail {

/// Statements without parameters over the simple protocol; the result of the last one.
CommandResult run_script(Session& session, std::string_view sql);

/// A statement of the runtime itself, which observers see under `name`.
Result run_command(Session& session, const std::string& sql, Deadline deadline, const char* name);

}  // namespace pgscribe::detail
