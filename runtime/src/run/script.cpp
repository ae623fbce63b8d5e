#include "run/script.hpp"

#include <cstdlib>
#include <string>

#include "run/execute.hpp"
#include "run/observation.hpp"

namespace pgscribe::detail {

CommandResult run_script(Session& session, std::string_view sql) {
  const std::string text{sql};
  const Deadline deadline = deadline_of(session, std::chrono::milliseconds{0});
  return observed(session, {.sql = text.c_str(), .operation = Operation::script}, [&](std::int64_t& rows) {
    const Result result = session.run_script(text, deadline);
    rows = std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
    return CommandResult{PQcmdStatus(result.get()), rows};
  });
}

Result run_command(Session& session, const std::string& sql, Deadline deadline, const char* name) {
  return observed(session, {.name = name, .sql = sql.c_str(), .operation = Operation::script},
                  [&](std::int64_t&) { return session.run_script(sql, deadline, name); });
}

}  // namespace pgscribe::detail
