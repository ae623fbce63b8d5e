#pragma once

#include <asio/async_result.hpp>
#include <asio/cancellation_type.hpp>

#include <cstdint>
#include <exception>
#include <memory>
#include <utility>

#include "pgscribe/aio/default_token.hpp"
#include "pgscribe/aio/pool.hpp"

/// The functions that generated asynchronous bodies call, one per command. Parameters are read before they return.
/// Errors are those of the synchronous functions, as `std::exception_ptr`: a coroutine gets them thrown, with
/// `as_tuple` as a value.
namespace pgscribe::aio {

namespace detail {

/// Of pool handles: where completion handlers without an executor of their own run.
[[nodiscard]] asio::any_io_executor executor_of(const Call& call) noexcept;

template <typename Shape>
struct Signature {
  using Type = void(std::exception_ptr, typename Shape::Value);
};
template <>
struct Signature<Done> {
  using Type = void(std::exception_ptr);
};

template <typename Shape, typename Token>
auto run_call(std::shared_ptr<Call> made, Token&& token) {
  return asio::async_initiate<Token, typename Signature<Shape>::Type>(
      [](auto handler, const std::shared_ptr<Call>& call) {
        if (auto slot = asio::get_associated_cancellation_slot(handler); slot.is_connected())
          slot.assign([weak = std::weak_ptr<Call>{call}](asio::cancellation_type) { cancel(weak); });
        start(call, make_answer<Shape>(std::move(handler), executor_of(*call)));
      },
      token, std::move(made));
}

template <typename Shape, typename Token>
auto run(const PoolHandle& pool, const Statement& statement, const Arguments& arguments, Token&& token) {
  return run_call<Shape>(make_call(pool, statement, arguments, Shape::kExpected), std::forward<Token>(token));
}

}  // namespace detail

/// `:one` where exactly one row is certain: `void(std::exception_ptr, Row)`.
template <typename Row, typename Token = DefaultToken>
auto one(const PoolHandle& pool, const Statement& statement, const Arguments& arguments, Token&& token = {}) {
  return detail::run<detail::OneRow<Row>>(pool, statement, arguments, std::forward<Token>(token));
}

/// `:one` where at most one row is certain: `void(std::exception_ptr, std::optional<Row>)`.
template <typename Row, typename Token = DefaultToken>
auto one_or_none(const PoolHandle& pool, const Statement& statement, const Arguments& arguments, Token&& token = {}) {
  return detail::run<detail::OneRowOrNone<Row>>(pool, statement, arguments, std::forward<Token>(token));
}

/// `:many`: `void(std::exception_ptr, std::vector<Row>)`.
template <typename Row, typename Token = DefaultToken>
auto many(const PoolHandle& pool, const Statement& statement, const Arguments& arguments, Token&& token = {}) {
  return detail::run<detail::ManyRows<Row>>(pool, statement, arguments, std::forward<Token>(token));
}

/// `:exec`: `void(std::exception_ptr)`.
template <typename Token = DefaultToken>
auto exec(const PoolHandle& pool, const Statement& statement, const Arguments& arguments, Token&& token = {}) {
  return detail::run<detail::Done>(pool, statement, arguments, std::forward<Token>(token));
}

/// `:execrows`: `void(std::exception_ptr, std::int64_t)`.
template <typename Token = DefaultToken>
auto exec_rows(const PoolHandle& pool, const Statement& statement, const Arguments& arguments, Token&& token = {}) {
  return detail::run<detail::AffectedRows>(pool, statement, arguments, std::forward<Token>(token));
}

}  // namespace pgscribe::aio
