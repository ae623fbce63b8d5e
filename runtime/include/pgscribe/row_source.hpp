#pragma once

#include <iterator>
#include <memory>
#include <optional>
#include <ranges>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

// Ranges of rows: handed over one by one for `:copyfrom`, in one piece for bulk statements.

namespace pgscribe {

/// Rows for `:copyfrom`, pulled one at a time in constant memory. Not owning: `context` outlives the call.
struct RowSource {
  void* context = nullptr;
  /// The next row, valid until the next call; null at the end.
  const void* (*next)(void* context) = nullptr;
};

namespace detail {

/// A range of rows (or of things convertible to rows) as a RowSource. Lives on the caller's stack.
template <typename Row, std::ranges::input_range Range>
class RangeSource {
 public:
  explicit RangeSource(Range& range) : position_(std::ranges::begin(range)), end_(std::ranges::end(range)) {}

  [[nodiscard]] RowSource source() noexcept {
    return {this, [](void* self) { return static_cast<RangeSource*>(self)->next(); }};
  }

 private:
  const void* next() {
    if (started_ && position_ != end_) ++position_;
    started_ = true;
    if (position_ == end_) return nullptr;
    if constexpr (std::is_lvalue_reference_v<Reference> && std::is_same_v<std::remove_cvref_t<Reference>, Row>) {
      return std::addressof(*position_);
    } else {
      return std::addressof(current_.emplace(static_cast<Row>(*position_)));
    }
  }

  using Reference = std::ranges::range_reference_t<Range>;

  std::ranges::iterator_t<Range> position_;
  std::ranges::sentinel_t<Range> end_;
  std::optional<Row> current_;
  bool started_ = false;
};

}  // namespace detail

/// Calls `consume(RowSource)` with the rows of `range`.
template <typename Row, typename Range, typename Consume>
auto with_row_source(Range&& range, Consume consume) {
  detail::RangeSource<Row, std::remove_reference_t<Range>> source{range};
  return consume(source.source());
}

/// The rows of `range` in one piece: as a span where they are, else copied.
template <typename Row, typename Range>
[[nodiscard]] auto as_rows(Range&& range) {
  if constexpr (std::ranges::contiguous_range<Range> && std::ranges::sized_range<Range> &&
                std::is_same_v<std::ranges::range_value_t<Range>, Row>) {
    return std::span<const Row>(std::ranges::data(range), std::ranges::size(range));
  } else {
    std::vector<Row> rows;
    if constexpr (std::ranges::sized_range<Range>) rows.reserve(std::ranges::size(range));
    for (auto&& row : range) rows.push_back(static_cast<Row>(std::forward<decltype(row)>(row)));
    return rows;
  }
}

/// All rows at once.
template <typename Row>
[[nodiscard]] std::vector<Row> collect_rows(RowSource source) {
  std::vector<Row> rows;
  while (const void* row = source.next(source.context)) rows.push_back(*static_cast<const Row*>(row));
  return rows;
}

}  // namespace pgscribe
