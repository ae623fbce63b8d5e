#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "pgscribe/batch.hpp"
#include "pgscribe/error.hpp"
#include "pgscribe/executor_handle.hpp"
#include "pgscribe/result.hpp"
#include "pgscribe/statement.hpp"
#include "pgscribe/stream.hpp"

/// The functions that generated bodies call, one per command. Each is a thin template over a function of the library.
namespace pgscribe {

struct RowSource;

/// Where the parameters of a call are: members of one struct, or objects of their own; of a bulk statement those of
/// each row in `rows`.
struct Arguments {
  const void* base = nullptr;
  const void* const* pointers = nullptr;
  BatchArguments rows{};

  [[nodiscard]] const void* at(const Parameter& parameter, std::size_t index) const noexcept {
    if (pointers != nullptr) return pointers[index];
    const void* holder = base;
    if (parameter.held != nullptr) [[unlikely]]
      holder = parameter.held(static_cast<const std::byte*>(base) + parameter.holder_offset);
    return static_cast<const std::byte*>(holder) + parameter.offset;
  }
  /// Where a parameter is that each row has of its own, or each key of a list.
  [[nodiscard]] BatchArguments rows_of(const Parameter& parameter) const {
    return parameter.list == nullptr ? rows
                                     : parameter.list(static_cast<const std::byte*>(base) + parameter.holder_offset);
  }
};

/// Parameters that are members of `params`.
template <typename Params>
[[nodiscard]] Arguments fields(const Params& params) noexcept {
  return {&params, nullptr, {}};
}

template <std::size_t N>
struct PositionalArguments {
  const void* pointers[N == 0 ? 1 : N];
  operator Arguments() const noexcept { return {nullptr, pointers, {}}; }  // NOLINT(google-explicit-constructor)
};

/// Parameters passed one by one; they must outlive the full expression.
template <typename... T>
[[nodiscard]] PositionalArguments<sizeof...(T)> positional(const T&... values) noexcept {
  return {{static_cast<const void*>(&values)...}};
}

template <typename Params>
[[nodiscard]] BatchArguments batch(std::span<const Params> params) noexcept {
  return {params.data(), params.size(), sizeof(Params)};
}

/// Stands among the single values of a bulk statement for one that each row has of its own.
inline constexpr struct OfEachRow {
} of_each_row{};

/// The rows of a bulk statement, and its single values, which must outlive the full expression.
template <typename Params>
[[nodiscard]] Arguments bulk(std::span<const Params> rows, const Arguments& singles = {}) noexcept {
  return {nullptr, singles.pointers, batch(rows)};
}

namespace detail {

/// Hands out rows to fill.
struct RowSink {
  void* context;
  void (*reserve)(void* context, std::size_t rows);
  void* (*next)(void* context);
};

void run_one(const ExecutorHandle& executor, const Statement& statement, Arguments arguments, void* row);
[[nodiscard]] bool run_one_or_none(const ExecutorHandle& executor, const Statement& statement, Arguments arguments,
                                   const RowSink& sink);
void run_many(const ExecutorHandle& executor, const Statement& statement, Arguments arguments, const RowSink& sink);
[[nodiscard]] std::unique_ptr<StreamSource> run_stream(const ExecutorHandle& executor, const Statement& statement,
                                                       Arguments arguments);

enum class RowCount : std::uint8_t { none, one, one_or_none, many };

/// Takes the results of a batch in any order of calls per element: rows first, or one failure. Rows may be asked for
/// again, when the batch is run again, and a failure may follow them: they do not count then.
struct BatchSink {
  void* context;
  RowSink (*rows)(void* context, std::size_t element);
  void (*fail)(void* context, std::size_t element, std::shared_ptr<const Error> error);
};
void run_batch(const ExecutorHandle& executor, const Statement& statement, BatchArguments arguments, RowCount expected,
               const BatchSink& sink);

/// std::vector<bool> has no addressable elements, so bools are read into these.
struct BoolRow {
  bool value = false;
};
template <typename T>
using RowStorage = std::conditional_t<std::is_same_v<T, bool>, BoolRow, T>;

template <typename T>
RowSink vector_sink(std::vector<T>& rows) {
  return {&rows, [](void* context, std::size_t size) { static_cast<std::vector<T>*>(context)->reserve(size); },
          [](void* context) -> void* { return &static_cast<std::vector<T>*>(context)->emplace_back(); }};
}

template <typename T>
RowSink optional_sink(std::optional<T>& row) {
  return {&row, [](void*, std::size_t) {},
          [](void* context) -> void* { return &static_cast<std::optional<T>*>(context)->emplace(); }};
}

template <typename T>
RowSink value_sink(T& row) {
  return {&row, [](void*, std::size_t) {}, [](void* context) -> void* { return context; }};
}

template <typename T, typename MakeSink>
BatchResults<T> collect_batch(const ExecutorHandle& executor, const Statement& statement, BatchArguments arguments,
                              RowCount expected, MakeSink) {
  BatchResults<T> results(arguments.size);
  run_batch(executor, statement, arguments, expected,
            {&results,
             [](void* context, std::size_t i) {
               T& value = (*static_cast<BatchResults<T>*>(context))[i].storage();
               value = T{};
               return MakeSink{}(value);
             },
             [](void* context, std::size_t i, std::shared_ptr<const Error> error) {
               (*static_cast<BatchResults<T>*>(context))[i].fail(std::move(error));
             }});
  return results;
}

}  // namespace detail

/// `:one` where exactly one row is certain. Throws UnexpectedRows otherwise.
template <typename Row>
[[nodiscard]] Row one(const ExecutorHandle& executor, const Statement& statement, Arguments arguments) {
  Row row{};
  detail::run_one(executor, statement, arguments, &row);
  return row;
}

/// `:one` where at most one row is certain. Throws UnexpectedRows for a second row.
template <typename Row>
[[nodiscard]] std::optional<Row> one_or_none(const ExecutorHandle& executor, const Statement& statement,
                                             Arguments arguments) {
  std::optional<Row> row;
  if (!detail::run_one_or_none(executor, statement, arguments, detail::optional_sink(row))) row.reset();
  return row;
}

/// `:many`
template <typename Row>
[[nodiscard]] std::vector<Row> many(const ExecutorHandle& executor, const Statement& statement, Arguments arguments) {
  std::vector<detail::RowStorage<Row>> rows;
  detail::run_many(executor, statement, arguments, detail::vector_sink(rows));
  if constexpr (std::is_same_v<Row, bool>) {
    std::vector<bool> values;
    values.reserve(rows.size());
    for (const auto& row : rows) values.push_back(row.value);
    return values;
  } else {
    return rows;
  }
}

/// A result of a bulk statement, and the row of the range that it is for: 1, 2 ...
template <typename Row>
struct NumberedRow {
  Row row{};
  std::int64_t number = 0;
};

// Rows need not be standard-layout; both compilers support offsetof all the same.
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
#endif
/// The last column of a bulk statement in order; `codec` is that of int8.
template <typename Row>
[[nodiscard]] consteval Column row_number(const CodecOf<std::int64_t>& codec) {
  return column<std::int64_t>("ordinality", offsetof(NumberedRow<Row>, number), codec);
}
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

/// `:many` of a bulk statement in order: an element for each row of the range.
template <typename Row>
[[nodiscard]] std::vector<std::optional<Row>> many_in_order(const ExecutorHandle& executor, const Statement& statement,
                                                            const Arguments& arguments) {
  std::vector<NumberedRow<Row>> rows;
  detail::run_many(executor, statement, arguments, detail::vector_sink(rows));
  std::vector<std::optional<Row>> result(arguments.rows.size);
  for (NumberedRow<Row>& row : rows) result.at(static_cast<std::size_t>(row.number - 1)) = std::move(row.row);
  return result;
}

/// `:exec`
void exec(const ExecutorHandle& executor, const Statement& statement, Arguments arguments);
/// `:execrows`
[[nodiscard]] std::int64_t exec_rows(const ExecutorHandle& executor, const Statement& statement, Arguments arguments);
/// `:execresult`
[[nodiscard]] CommandResult exec_result(const ExecutorHandle& executor, const Statement& statement,
                                        Arguments arguments);
// `:execlastid` is `one<T>` of the returned integer column, widened to std::int64_t by the caller.

/// `:stream`
template <typename Row>
[[nodiscard]] Stream<Row> stream(const ExecutorHandle& executor, const Statement& statement, Arguments arguments) {
  return Stream<Row>{detail::run_stream(executor, statement, arguments)};
}

/// `:copyfrom`; the number of rows copied. All or nothing: an error or an exception of the source copies no row.
[[nodiscard]] std::int64_t copy_from(const ExecutorHandle& executor, const CopyStatement& statement, RowSource rows);

/// `:batchexec`
[[nodiscard]] BatchResults<void> batch_exec(const ExecutorHandle& executor, const Statement& statement,
                                            BatchArguments arguments);

/// `:batchone` where exactly one row per element is certain.
template <typename Row>
[[nodiscard]] BatchResults<Row> batch_one(const ExecutorHandle& executor, const Statement& statement,
                                          BatchArguments arguments) {
  return detail::collect_batch<Row>(executor, statement, arguments, detail::RowCount::one,
                                    [](Row& row) { return detail::value_sink(row); });
}

/// `:batchone` where at most one row per element is certain.
template <typename Row>
[[nodiscard]] BatchResults<std::optional<Row>> batch_one_or_none(const ExecutorHandle& executor,
                                                                 const Statement& statement, BatchArguments arguments) {
  return detail::collect_batch<std::optional<Row>>(executor, statement, arguments, detail::RowCount::one_or_none,
                                                   [](std::optional<Row>& row) { return detail::optional_sink(row); });
}

/// `:batchmany`
template <typename Row>
[[nodiscard]] BatchResults<std::vector<Row>> batch_many(const ExecutorHandle& executor, const Statement& statement,
                                                        BatchArguments arguments) {
  if constexpr (std::is_same_v<Row, bool>) {
    auto stored = batch_many<detail::BoolRow>(executor, statement, arguments);
    BatchResults<std::vector<bool>> results(stored.size());
    for (std::size_t i = 0; i < stored.size(); ++i) {
      if (stored[i].error() != nullptr) results[i].fail(stored[i].shared_error());
      for (const auto& row : stored[i].storage()) results[i].storage().push_back(row.value);
    }
    return results;
  } else {
    return detail::collect_batch<std::vector<Row>>(executor, statement, arguments, detail::RowCount::many,
                                                   [](std::vector<Row>& rows) { return detail::vector_sink(rows); });
  }
}

}  // namespace pgscribe
