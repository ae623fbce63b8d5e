#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <utility>

#include "pgscribe/query.hpp"

/// What goes between the templates for completion tokens and the library: no Asio, no libpq.
namespace pgscribe::aio {

class PoolHandle;

namespace detail {

class Multiplexer;
class Call;
class Lease;

/// Where the answer of one call goes. Its functions are called by one thread at a time.
class Answer {
 public:
  Answer() = default;
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;
  virtual ~Answer() = default;

  /// Where rows go; those of an earlier attempt are forgotten.
  [[nodiscard]] virtual pgscribe::detail::RowSink rows() = 0;
  virtual void set_affected_rows(std::int64_t rows) noexcept = 0;
  /// Hands everything over to whoever waits; null: no error. Never runs the waiting code itself.
  static void deliver(std::unique_ptr<Answer> answer, std::exception_ptr error) noexcept {
    Answer& self = *answer;
    self.post(std::move(answer), std::move(error));
  }

 private:
  virtual void post(std::unique_ptr<Answer> self, std::exception_ptr error) noexcept = 0;
};

/// The pool, for the calls of one transaction.
[[nodiscard]] PoolHandle with_lease(const PoolHandle& pool, std::shared_ptr<Lease> lease);
/// A call with its parameters encoded: what they were made of may go away. A parameter that cannot be encoded is told
/// to the answer.
[[nodiscard]] std::shared_ptr<Call> make_call(const PoolHandle& pool, const Statement& statement,
                                              const Arguments& arguments, pgscribe::detail::RowCount expected);
/// From now on time counts.
void start(const std::shared_ptr<Call>& call, std::unique_ptr<Answer> answer);
/// Does nothing when the call is over.
void cancel(const std::weak_ptr<Call>& call) noexcept;

}  // namespace detail
}  // namespace pgscribe::aio
