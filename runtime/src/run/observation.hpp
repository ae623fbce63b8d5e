#pragma once

#include <cstdint>
#include <memory>

#include "pgscribe/observer.hpp"
#include "session/session.hpp"

namespace pgscribe::detail {

/// What an event is made of, when somebody wants one. Made for every statement, so it only copies pointers.
struct EventSource {
  const char* name = "";
  const char* sql = "";
  Operation operation = Operation::query;
  std::size_t size = 1;
  std::span<const Parameter> parameters{};
  const Arguments* arguments = nullptr;
};

/// One statement in the eyes of a session's observers: begins when made, ends with `finish` or `fail`, and has failed
/// when it is destroyed before. Without observers it does nothing.
class Observation {
 public:
  Observation(const Session& session, const EventSource& source) {
    if (!session.options().observers.empty()) [[unlikely]]
      start(session, source);
  }
  Observation(const Observation&) = delete;
  Observation& operator=(const Observation&) = delete;
  ~Observation() {
    if (state_ != nullptr) [[unlikely]]
      end({.failed = true});
  }

  void finish(std::int64_t rows) noexcept {
    if (state_ != nullptr) [[unlikely]]
      end({.rows = rows});
  }
  void fail(const Error& error) noexcept {
    if (state_ != nullptr) [[unlikely]]
      end({.failed = true, .error = &error});
  }

 private:
  struct State;
  void start(const Session& session, const EventSource& source);
  void end(StatementOutcome outcome) noexcept;

  State* state_ = nullptr;
};

[[nodiscard]] inline EventSource event_of(const Statement& statement, Operation operation,
                                          const Arguments* arguments = nullptr) noexcept {
  return {statement.name, statement.sql, operation, 1, statement.parameters, arguments};
}

/// Calls `run(rows)`, which says how many rows there were, under observation.
template <typename Run>
auto observed(const Session& session, const EventSource& source, Run run) {
  Observation observation{session, source};
  std::int64_t rows = 0;
  try {
    if constexpr (std::is_void_v<decltype(run(rows))>) {
      run(rows);
      observation.finish(rows);
    } else {
      auto value = run(rows);
      observation.finish(rows);
      return value;
    }
  } catch (const Error& error) {
    observation.fail(error);
    throw;
  }
}

}  // namespace pgscribe::detail
