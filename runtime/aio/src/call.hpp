#pragma once

#include <asio/any_io_executor.hpp>
#include <chrono>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "owned_parameters.hpp"
#include "pgscribe/aio/pool.hpp"
#include "run/observation.hpp"
#include "session/deadline.hpp"

// One call on its way from the caller to a connection and back.

namespace pgscribe::aio::detail {

class Channel;
class Lease;

/// Why a call ends before its answer is there.
enum class Interruption : std::uint8_t { none, canceled, deadline };

/// What a call is to the transaction whose connection it runs on.
enum class Role : std::uint8_t { statement, begin, savepoint, commit, rollback };

/// A call. Guarded by the multiplexer's mutex once it has been started.
class Call {
 public:
  using Queue = std::list<std::shared_ptr<Call>>;
  using Deadlines = std::multimap<std::chrono::steady_clock::time_point, std::weak_ptr<Call>>;

  enum class State : std::uint8_t { fresh, waiting, sent, over };

  Call(const PoolHandle& pool, const Statement& query, const Arguments& arguments, pgscribe::detail::RowCount row_count,
       Role role_in_transaction = Role::statement);

  const std::shared_ptr<Multiplexer> multiplexer;
  /// Null: it runs on any connection.
  const std::shared_ptr<Lease> lease;
  const Role role;
  const Statement& statement;
  const pgscribe::detail::RowCount expected;
  const std::chrono::milliseconds timeout;
  /// Nothing when they could not be encoded; `refusal` says why.
  std::optional<OwnedParameters> parameters;
  std::exception_ptr refusal;

  std::unique_ptr<Answer> answer;
  State state = State::fresh;
  Interruption interruption = Interruption::none;
  /// What is prepared on the connection has been found stale: it is sent with its text, once.
  bool is_retry = false;
  /// After a lost connection or the cancellation of another statement.
  int times_resent = 0;
  std::int64_t rows = 0;
  /// Where it was sent to.
  Channel* channel = nullptr;
  Queue* queue = nullptr;  // where it waits
  Queue::iterator place{};
  std::chrono::steady_clock::time_point waits_until{};
  std::optional<Deadlines::iterator> deadline;
  /// From the first time that it is sent.
  std::optional<pgscribe::detail::Observation> observation;
  /// Sent behind the SQL.
  std::string comment;

  [[nodiscard]] bool is_over() const noexcept { return state == State::over; }
  /// The transaction is over with its answer.
  [[nodiscard]] bool ends_lease() const noexcept { return role == Role::commit || role == Role::rollback; }
  /// Delivers the answer, and tells the observers.
  void finish(std::exception_ptr error) noexcept;
};

/// What a call gets that was interrupted before it was sent.
[[nodiscard]] std::exception_ptr interrupted_before(Interruption interruption, const char* query);
/// ...while others were in front of it, so that nobody knows what becomes of it.
[[nodiscard]] std::exception_ptr interrupted_unheard(Interruption interruption, const char* query);
/// In a catch block with the server's QueryCanceled: what that is when it is because of an interruption.
[[nodiscard]] std::exception_ptr interrupted_by_server(Interruption interruption);

/// In a catch block: the exception, with the name of the query when it has none.
[[nodiscard]] std::exception_ptr current_error(const char* query);

/// An error with the query's name.
template <typename Kind>
[[nodiscard]] std::exception_ptr error_of(ErrorFields fields, const char* query) {
  fields.query = query;
  return std::make_exception_ptr(Kind{std::move(fields)});
}

}  // namespace pgscribe::aio::detail
