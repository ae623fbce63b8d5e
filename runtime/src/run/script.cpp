#include "run/script.hpp"

#include <cstdlib>
#include <string>

namespace pgscribe::detail {

CommandResult run_script(Session& session, std::string_view sql) {
  const std::string text{sql};
  const Result result = session.run_script(text.c_str(), Deadline::after(session.options().statement_timeout));
  return {PQcmdStatus(result.get()), std::strtoll(PQcmdTuples(result.get()), nullptr, 10)};
}

}  // namespace pgscribe::detail
