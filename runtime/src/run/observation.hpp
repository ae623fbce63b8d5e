#pragma once

#include <cstdint>
#include <memory>

#include "pgscribe/observer.hpp"
#include "run/lease.hpp"
#include "session/session.hpp"

// A statement in the eyes of observers; one branch when there are none.

namespace pgscribe::detail {

/// What an event is made of, when somebody wants one. Made for every statement, so it only copies pointers.
struct EventSource {
  const char* name = "";
  const char* sql = "";
  Operation operation = Operation::query;
  std::size_t size = 1;
  std::span<const Parameter> parameters{};
  const Arguments* arguments = nullptr;
  bool tagged = false;
  const char* variant = "";
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

  /// With the tags of all observers; the query is called `name`.
  [[nodiscard]] std::string comment(const char* name) const;

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
  return {statement.name,       statement.sql, operation,        1,
          statement.parameters, arguments,     statement.tagged, statement.variant};
}

/// Calls `run(rows)`, which says how many rows there were, under observation.
template <typename Run>
auto observe(Observation& observation, Run run) {
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

template <typename Run>
auto observed(const Session& session, const EventSource& source, Run run) {
  Observation observation{session, source};
  return observe(observation, std::move(run));
}

/// The same for a statement, which has its comment then.
template <typename Run>
auto observed(SessionLease& lease, const EventSource& source, Run run) {
  Observation observation{*lease, source};
  if (source.tagged) lease.set_comment(observation.comment(source.name));
  return observe(observation, std::move(run));
}

}  // namespace pgscribe::detail
