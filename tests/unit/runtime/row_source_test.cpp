#include "pgscribe/row_source.hpp"

#include <doctest/doctest.h>

#include <ranges>
#include <sstream>
#include <string>
#include <vector>

using pgscribe::RowSource;
using pgscribe::with_row_source;

namespace {

template <typename Row, typename Range>
std::vector<Row> collect(Range&& range) {
  return with_row_source<Row>(range, [](RowSource source) {
    std::vector<Row> rows;
    while (const void* row = source.next(source.context)) rows.push_back(*static_cast<const Row*>(row));
    // At the end it stays at the end.
    CHECK(source.next(source.context) == nullptr);
    return rows;
  });
}

}  // namespace

TEST_CASE("rows come from any range") {
  const std::vector<int> vector{1, 2, 3};
  CHECK(collect<int>(vector) == vector);
  CHECK(collect<int>(std::vector<int>{}).empty());
  CHECK(collect<int>(vector | std::views::transform([](int i) { return i * 2; })) == std::vector<int>{2, 4, 6});
  std::istringstream words{"a b c"};
  CHECK(collect<std::string>(std::ranges::istream_view<std::string>(words)) == std::vector<std::string>{"a", "b", "c"});
}

TEST_CASE("rows can be collected") {
  const std::vector<int> vector{1, 2, 3};
  CHECK(with_row_source<int>(vector, [](RowSource source) { return pgscribe::collect_rows<int>(source); }) == vector);
}

TEST_CASE("rows are converted when the range has another type") {
  const std::vector<const char*> names{"a", "b"};
  CHECK(collect<std::string>(names) == std::vector<std::string>{"a", "b"});
  CHECK(collect<bool>(std::vector<bool>{true, false}) == std::vector<bool>{true, false});
}

TEST_CASE("rows that are there already are not copied") {
  const std::vector<std::string> rows{"a", "b"};
  with_row_source<std::string>(rows, [&](RowSource source) { CHECK(source.next(source.context) == &rows[0]); });
}
