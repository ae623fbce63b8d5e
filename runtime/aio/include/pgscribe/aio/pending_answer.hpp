#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/associated_cancellation_slot.hpp>
#include <asio/associated_executor.hpp>
#include <asio/executor_work_guard.hpp>
#include <asio/post.hpp>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "pgscribe/aio/call.hpp"

/// Answers that complete handlers of Asio.
namespace pgscribe::aio::detail {

/// What becomes of rows: `Value` is what the handler takes, `Storage` what is filled.
template <typename Row>
struct OneRow {
  using Value = Row;
  using Storage = Row;
  static constexpr auto kExpected = pgscribe::detail::RowCount::one;
  static pgscribe::detail::RowSink sink(Storage& row) { return pgscribe::detail::value_sink(row); }
  static Value value(Storage&& row) { return std::move(row); }
};

template <typename Row>
struct OneRowOrNone {
  using Value = std::optional<Row>;
  using Storage = Value;
  static constexpr auto kExpected = pgscribe::detail::RowCount::one_or_none;
  static pgscribe::detail::RowSink sink(Storage& row) {
    row.reset();
    return pgscribe::detail::optional_sink(row);
  }
  static Value value(Storage&& row) { return std::move(row); }
};

template <typename Row>
struct ManyRows {
  using Value = std::vector<Row>;
  using Storage = std::vector<pgscribe::detail::RowStorage<Row>>;
  static constexpr auto kExpected = pgscribe::detail::RowCount::many;
  static pgscribe::detail::RowSink sink(Storage& rows) {
    rows.clear();
    return pgscribe::detail::vector_sink(rows);
  }
  static Value value(Storage&& rows) {
    if constexpr (std::is_same_v<Row, bool>) {
      Value values;
      for (const auto& row : rows) values.push_back(row.value);
      return values;
    } else {
      return std::move(rows);
    }
  }
};

/// Commands whose answer is how many rows they affected.
struct AffectedRows {
  using Value = std::int64_t;
  using Storage = std::int64_t;
  static constexpr auto kExpected = pgscribe::detail::RowCount::none;
  static Value value(Storage&& rows) { return rows; }
};

struct Done {
  using Value = void;
  using Storage = std::int64_t;
  static constexpr auto kExpected = pgscribe::detail::RowCount::none;
};

/// The answer is whether all rows of an affected count of one are there: how a pool was closed.
struct Closed {
  using Value = bool;
  using Storage = std::int64_t;
  static constexpr auto kExpected = pgscribe::detail::RowCount::none;
  static Value value(Storage&& all_answered) { return all_answered != 0; }
};

template <typename Shape, typename Handler>
class PendingAnswer final : public Answer {
 public:
  using Executor = asio::associated_executor_t<Handler, asio::any_io_executor>;

  PendingAnswer(Handler&& handler, const asio::any_io_executor& executor)
      : handler_(std::move(handler)), work_(asio::get_associated_executor(handler_, executor)) {}

  [[nodiscard]] pgscribe::detail::RowSink rows() override {
    if constexpr (Shape::kExpected == pgscribe::detail::RowCount::none) {
      return {};  // nobody asks
    } else {
      return Shape::sink(storage_);
    }
  }

  void set_affected_rows(std::int64_t rows) noexcept override {
    if constexpr (std::is_same_v<typename Shape::Storage, std::int64_t>) storage_ = rows;
  }

 private:
  void post(std::unique_ptr<Answer> self, std::exception_ptr error) noexcept override {
    auto executor = work_.get_executor();
    asio::post(executor, [kept = std::move(self), error = std::move(error)]() mutable {
      complete(std::unique_ptr<PendingAnswer>{static_cast<PendingAnswer*>(kept.release())}, std::move(error));
    });
  }

  // Its memory is free again before the handler runs, which may make the next call.
  static void complete(std::unique_ptr<PendingAnswer> self, std::exception_ptr error) {
    // Where the handler runs, because slots are not thread-safe.
    if (auto slot = asio::get_associated_cancellation_slot(self->handler_); slot.is_connected()) slot.clear();
    const auto work = std::move(self->work_);
    Handler handler = std::move(self->handler_);
    if constexpr (std::is_void_v<typename Shape::Value>) {
      self.reset();
      std::move(handler)(std::move(error));
    } else {
      typename Shape::Storage storage = error ? typename Shape::Storage{} : std::move(self->storage_);
      self.reset();
      std::move(handler)(std::move(error), Shape::value(std::move(storage)));
    }
  }

  Handler handler_;
  asio::executor_work_guard<Executor> work_;
  typename Shape::Storage storage_{};
};

template <typename Shape, typename Handler>
std::unique_ptr<Answer> make_answer(Handler&& handler, const asio::any_io_executor& executor) {
  return std::make_unique<PendingAnswer<Shape, std::decay_t<Handler>>>(std::forward<Handler>(handler), executor);
}

}  // namespace pgscribe::aio::detail
