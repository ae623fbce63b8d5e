#include <iostream>

#include "observe/fixed_point.hpp"
#include "pgscribe/observer.hpp"

// The slow-query log.

namespace pgscribe {

namespace {

std::string milliseconds(std::chrono::nanoseconds duration) {
  return detail::fixed_point(std::chrono::floor<std::chrono::microseconds>(duration).count(), 3) + " ms";
}

// Several lines of SQL in one.
std::string one_line(std::string_view sql) {
  std::string text;
  for (const char c : sql) text += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  return text;
}

std::string describe(const StatementEvent& event, const StatementOutcome& outcome, const SlowQueryLogOptions& options) {
  std::string line = "slow query ";
  line += event.name.empty() ? "(script)" : event.name;
  line += ": " + milliseconds(outcome.duration) + ", ";
  if (!outcome.failed) {
    line += std::to_string(outcome.rows) + " rows";
  } else {
    line += "failed";
    if (outcome.error != nullptr && !outcome.error->sqlstate().empty()) line += " [" + outcome.error->sqlstate() + "]";
  }
  if (event.operation == Operation::batch) line += ", batch of " + std::to_string(event.size);
  line += ", backend " + std::to_string(event.backend_pid);
  if (options.parameters && event.arguments != nullptr) line += ", parameters: " + redacted_parameters(event);
  if (options.sql) line += ", sql: " + one_line(event.sql);
  return line;
}

void write_to_standard_error(std::string_view line) { std::clog << (std::string{line} + '\n') << std::flush; }

}  // namespace

SlowQueryLog::SlowQueryLog(SlowQueryLogOptions options) : options_(std::move(options)) {
  if (!options_.write) options_.write = &write_to_standard_error;
}

void SlowQueryLog::after_statement(const StatementEvent& event, const StatementOutcome& outcome, void*) noexcept {
  if (outcome.duration < options_.threshold) return;
  try {
    options_.write(describe(event, outcome, options_));
  } catch (...) {
    // A log that cannot be written must not fail the statement.
  }
}

}  // namespace pgscribe
