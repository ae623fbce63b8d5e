#include "lease.hpp"

#include <utility>

namespace pgscribe::aio::detail {

const Statement& Lease::command(const char* name, std::string sql) {
  Command& command = commands_.emplace_back();
  command.sql = std::move(sql);
  command.statement = {.name = name, .sql = command.sql.c_str(), .once = true};
  return command.statement;
}

}  // namespace pgscribe::aio::detail
