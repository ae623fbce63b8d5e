#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>

namespace pgscribe {

namespace detail {

class StreamState;
struct StreamDeleter {
  void operator()(StreamState* state) const noexcept;
};
using StreamHandle = std::unique_ptr<StreamState, StreamDeleter>;

/// Decodes the next row into `row`; false at the end.
[[nodiscard]] bool next_row(StreamState& state, void* row);

}  // namespace detail

/// The rows of a `:stream` query, read one at a time in constant memory. An input range, to be walked once:
/// `for (const Movie& movie : querier.stream_movies())`.
///
/// The stream occupies its connection: on a Pool it holds a lease, and on a Connection or a Transaction no other
/// statement may run until it ends. Dropping it early cancels the query; outside a transaction nothing stays of one
/// that writes. An error in the middle is thrown by the increment that meets it; rows already seen stay valid only
/// until the next increment.
template <typename Row>
class Stream {
 public:
  class iterator {
   public:
    using value_type = Row;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::input_iterator_tag;

    explicit iterator(Stream& stream) : stream_(&stream) {}
    Row& operator*() const noexcept { return stream_->row_; }
    Row* operator->() const noexcept { return &stream_->row_; }
    iterator& operator++() {
      stream_->advance();
      return *this;
    }
    void operator++(int) { ++*this; }
    [[nodiscard]] bool at_end() const noexcept { return stream_->done_; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) noexcept { return it.at_end(); }

   private:
    Stream* stream_;
  };

  explicit Stream(detail::StreamHandle state) noexcept : state_(std::move(state)) {}

  /// Reads the first row. Call it once.
  [[nodiscard]] iterator begin() {
    advance();
    return iterator{*this};
  }
  [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

  /// Reads the next row into `row`, reusing its memory; false at the end.
  [[nodiscard]] bool next(Row& row) {
    if (state_ && detail::next_row(*state_, &row)) return true;
    state_.reset();
    return false;
  }

 private:
  void advance() { done_ = !next(row_); }

  detail::StreamHandle state_;
  Row row_{};
  bool done_ = false;
};

}  // namespace pgscribe
