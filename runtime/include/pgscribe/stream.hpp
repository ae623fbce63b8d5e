#pragma once

#include <concepts>
#include <cstddef>
#include <iterator>
#include <memory>
#include <ranges>
#include <utility>

// Rows read one by one.

namespace pgscribe {

namespace detail {

/// Where the rows of a stream come from.
class StreamSource {
 public:
  StreamSource() = default;
  StreamSource(const StreamSource&) = delete;
  StreamSource& operator=(const StreamSource&) = delete;
  virtual ~StreamSource();

  /// Fills `row` with the next row; false at the end.
  [[nodiscard]] virtual bool next(void* row) = 0;
};

/// The rows of a range, instead of a server's.
template <typename Row, typename Range>
class RangeStreamSource final : public StreamSource {
 public:
  explicit RangeStreamSource(Range range) : range_(std::move(range)), position_(std::ranges::begin(range_)) {}

  [[nodiscard]] bool next(void* row) override {
    if (position_ == std::ranges::end(range_)) return false;
    *static_cast<Row*>(row) = static_cast<Row>(*position_);
    ++position_;
    return true;
  }

 private:
  Range range_;
  std::ranges::iterator_t<Range> position_;
};

[[noreturn]] void throw_second_begin();

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

  explicit Stream(std::unique_ptr<detail::StreamSource> source) noexcept : source_(std::move(source)) {}

  /// A stream of given rows, for mocks: `return pgscribe::Stream<Movie>::of(std::vector{movie});`
  template <std::ranges::input_range Range>
  requires std::convertible_to<std::ranges::range_reference_t<Range>, Row>
  [[nodiscard]] static Stream of(Range rows) {
    return Stream{std::make_unique<detail::RangeStreamSource<Row, Range>>(std::move(rows))};
  }

  /// Reads the first row. A second call throws UsageError: the rows before are gone.
  [[nodiscard]] iterator begin() {
    if (begun_) detail::throw_second_begin();
    begun_ = true;
    advance();
    return iterator{*this};
  }
  [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

  /// Reads the next row into `row`, reusing its memory; false at the end.
  [[nodiscard]] bool next(Row& row) {
    if (source_ && source_->next(&row)) return true;
    source_.reset();
    return false;
  }

 private:
  void advance() { done_ = !next(row_); }

  std::unique_ptr<detail::StreamSource> source_;
  Row row_{};
  bool begun_ = false;
  bool done_ = false;
};

}  // namespace pgscribe
