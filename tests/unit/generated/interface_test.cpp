#include <doctest/doctest.h>

#include <list>
#include <ranges>
#include <type_traits>

#include "pgscribe/error.hpp"
#include "pgscribe/pool.hpp"
#include "querier.hpp"

namespace {

struct Mock : visits::IQuerier {
  mutable std::vector<visits::CopyVisitsParams> copied;

  pgscribe::Stream<visits::Visit> stream_visits() const override {
    return pgscribe::Stream<visits::Visit>::of(
        std::vector<visits::Visit>{{.id = 1, .page = "/"}, {.id = 2, .page = "/a"}});
  }
  std::int64_t copy_visits(std::span<const visits::CopyVisitsParams> rows) const override {
    copied.assign(rows.begin(), rows.end());
    return static_cast<std::int64_t>(rows.size());
  }
  std::vector<std::optional<std::int64_t>> save_visits(std::optional<std::string_view> referrer,
                                                       std::span<const visits::SaveVisitsParams> rows) const override {
    std::vector<std::optional<std::int64_t>> ids;
    for (const visits::SaveVisitsParams& row : rows) ids.push_back(referrer ? std::optional(row.id) : std::nullopt);
    return ids;
  }
  std::vector<std::string> list_pages(std::int64_t id) const override { return {std::to_string(id)}; }
  std::int64_t copy_ids(std::span<const std::int64_t> rows) const override {
    return static_cast<std::int64_t>(rows.size());
  }
};

template <typename T>
concept Querying = std::is_constructible_v<visits::Querier, T>;

}  // namespace

TEST_CASE("a mock returns rows as a stream") {
  const Mock mock;
  const visits::IQuerier& querier = mock;
  std::vector<std::int64_t> ids;
  for (const visits::Visit& visit : querier.stream_visits()) ids.push_back(visit.id);
  CHECK(ids == std::vector<std::int64_t>{1, 2});
  auto stream = pgscribe::Stream<std::string>::of(std::list<const char*>{"a", "b"});
  std::string row;
  CHECK((stream.next(row) && row == "a" && stream.next(row) && row == "b"));
  CHECK_FALSE(stream.next(row));
  CHECK_FALSE(stream.next(row));
}

TEST_CASE("methods that return errors call those of the mock") {
  struct Failing : Mock {
    std::vector<std::string> list_pages(std::int64_t) const override {
      throw pgscribe::PoolTimeout({.message = "busy"});
    }
  };
  const Mock mock;
  const Failing failing;
  const visits::IQuerier& querier = mock;
  const visits::IQuerier& other = failing;
  CHECK(querier.try_list_pages(7).value() == std::vector<std::string>{"7"});
  CHECK(other.try_list_pages(7).error_if<pgscribe::PoolTimeout>() != nullptr);
  CHECK(querier.try_copy_ids(std::list<int>{1, 2}).value() == 2);
  CHECK(querier.try_stream_visits()->begin()->id == 1);
}

TEST_CASE("a stream begins once") {
  auto stream = Mock{}.stream_visits();
  CHECK((*stream.begin()).id == 1);
  CHECK_THROWS_AS((void)stream.begin(), pgscribe::UsageError);
}

TEST_CASE("a mock is handed the rows of every range") {
  const Mock mock;
  const visits::IQuerier& querier = mock;
  const std::vector<visits::CopyVisitsParams> rows{{.id = 1, .page = "/"}};
  CHECK(querier.copy_visits(rows) == 1);
  CHECK(querier.copy_visits(std::span<const visits::CopyVisitsParams>{rows}) == 1);
  CHECK(querier.copy_visits(std::views::iota(0, 3) | std::views::transform([](int i) {
                              return visits::CopyVisitsParams{.id = i, .page = std::to_string(i)};
                            })) == 3);
  CHECK(mock.copied.at(2).page == "2");
  CHECK(querier.copy_ids(std::list<int>{1, 2}) == 2);
}

TEST_CASE("a bulk statement takes a span, a vector and every range of its rows") {
  const Mock mock;
  const visits::IQuerier& querier = mock;
  std::vector<visits::SaveVisitsParams> rows{{.id = 1, .page = "/"}, {.id = 2, .page = "/a"}};
  const std::vector<std::optional<std::int64_t>> ids{1, 2};
  CHECK(querier.save_visits("x", rows) == ids);
  CHECK(querier.save_visits("x", std::span<visits::SaveVisitsParams>{rows}) == ids);
  CHECK(querier.save_visits("x", std::list<visits::SaveVisitsParams>(rows.begin(), rows.end())) == ids);
  CHECK(querier.save_visits(std::nullopt, std::views::iota(0, 2) | std::views::transform([](int i) {
                                            return visits::SaveVisitsParams{.id = i, .page = std::to_string(i)};
                                          })) == std::vector<std::optional<std::int64_t>>(2));
}

TEST_CASE("what a querier may be made of, and how large it is") {
  static_assert(Querying<pgscribe::Pool&> && Querying<pgscribe::Transaction&> && Querying<pgscribe::ExecutorHandle>);
  // Nobody would have it after that.
  static_assert(!Querying<pgscribe::Transaction> && !Querying<pgscribe::Connection> &&
                !Querying<const pgscribe::Pool&>);
  // A pointer, besides those that virtual functions cost.
  struct Nothing : visits::IQuerier {
    pgscribe::Stream<visits::Visit> stream_visits() const override { return Mock{}.stream_visits(); }
    std::int64_t copy_visits(std::span<const visits::CopyVisitsParams>) const override { return 0; }
    std::vector<std::optional<std::int64_t>> save_visits(std::optional<std::string_view>,
                                                         std::span<const visits::SaveVisitsParams>) const override {
      return {};
    }
    std::vector<std::string> list_pages(std::int64_t) const override { return {}; }
    std::int64_t copy_ids(std::span<const std::int64_t>) const override { return 0; }
  };
  static_assert(sizeof(pgscribe::ExecutorHandle) == sizeof(void*));
  static_assert(sizeof(visits::Querier) == sizeof(Nothing) + sizeof(void*));
  static_assert(std::is_convertible_v<visits::Querier, visits::VisitsQuerier>);
  static_assert(std::is_nothrow_copy_constructible_v<visits::Querier>);
}
