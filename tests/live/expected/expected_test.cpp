#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <list>
#include <string>
#include <vector>

#include "pgscribe/pool.hpp"
#include "pgscribe/testing.hpp"
#include "querier.hpp"

// Generated methods that return errors, for every command.

using namespace pgscribe;

namespace {

std::string schema() {
  std::ifstream file(TRYING_SCHEMA, std::ios::binary);
  return {std::istreambuf_iterator<char>{file}, {}};
}

struct Database {
  testing::TemporaryDatabase database{server(), "template1"};
  Pool pool{PoolOptions{.conninfo = database.conninfo(), .max_connections = 1}};
  db::Querier querier{pool};

  Database() {
    pool.execute(schema());
    REQUIRE(querier.try_add_book({.id = 1, .title = "One", .pages = 10}).has_value());
  }

  static testing::TemporaryServer& server() {
    static testing::TemporaryServer instance;
    return instance;
  }
};

}  // namespace

TEST_CASE("methods return what the ones that throw return") {
  Database live;
  const db::Querier& querier = live.querier;
  CHECK(querier.try_get_book(1).value()->title == "One");
  CHECK_FALSE(querier.try_get_book(2).value());
  CHECK(*querier.try_count_books() == 1);
  CHECK(querier.try_list_titles({.fewest = 1, .most = 20}).value() == std::vector<std::string>{"One"});
  auto stream = querier.try_stream_books();
  REQUIRE(stream);
  db::Book book;
  CHECK(attempt([&] { return stream->next(book); }).value());
  CHECK(book.id == 1);
  CHECK_FALSE(attempt([&] { return stream->next(book); }).value());
  CHECK(querier.try_add_untitled_book(2).value() == 2);
  CHECK(querier.try_remove_book(2).value() == 1);
  const std::vector<db::AddBooksParams> more{{.id = 3, .title = "Three", .pages = 3}};
  CHECK(querier.try_add_books(more)->ok());
  const std::vector<std::int64_t> ids{3, 4};
  const auto found = querier.try_get_books(ids);
  CHECK((*found)[0].value()->title == "Three");
  CHECK_FALSE((*found)[1].value());
  const std::list<db::CopyBooksParams> copied{{.id = 5, .title = "Five", .pages = 5}};
  CHECK(querier.try_copy_books(copied).value() == 1);
  const std::vector<db::RenameBooksWithAnEspeciallyLongNameForAQueryOfItsKindParams> names{{.title = "A", .id = 9},
                                                                                           {.title = "B", .id = 5}};
  const auto renamed = querier.try_rename_books_with_an_especially_long_name_for_a_query_of_its_kind(names);
  CHECK_FALSE(renamed->at(0));
  CHECK(renamed->at(1)->title == "B");
  CHECK(querier.try_empty_the_shelf()->affected_rows == 3);
}

TEST_CASE("errors are those that would be thrown, with their class") {
  Database live;
  const db::Querier& querier = live.querier;
  const auto again = querier.try_add_book({.id = 1, .title = "Again", .pages = 1});
  REQUIRE_FALSE(again);
  CHECK(again.error().sqlstate() == "23505");
  CHECK(again.error().query() == "AddBook");
  CHECK(again.error_if<UniqueViolation>()->constraint() == "books_pkey");
  CHECK(again.error_if<CheckViolation>() == nullptr);
  CHECK_THROWS_AS((void)again.value(), UniqueViolation);
  CHECK_THROWS_AS(querier.add_book({.id = 1, .title = "Again", .pages = 1}), UniqueViolation);

  const std::list<db::CopyBooksParams> bad{{.id = 7, .title = "Seven", .pages = 0}};
  CHECK(querier.try_copy_books(bad).error_if<CheckViolation>() != nullptr);
  const std::vector<db::AddBooksParams> mixed{{.id = 8, .title = "Eight", .pages = 8},
                                              {.id = 1, .title = "", .pages = 1}};
  const auto batch = querier.try_add_books(mixed);
  REQUIRE(batch);  // the batch ran; its elements say what became of them
  CHECK(dynamic_cast<const UniqueViolation*>(batch->first_error()) != nullptr);

  const Connection lease = live.pool.acquire();
  const auto waiting = live.querier.with({.timeout = std::chrono::milliseconds{1}}).try_count_books();
  CHECK(waiting.error_if<PoolTimeout>() != nullptr);
}

TEST_CASE("calls in a row stop at the first error") {
  Database live;
  const db::Querier& querier = live.querier;
  int calls = 0;
  const auto add = [&](std::int64_t id) {
    ++calls;
    return querier.try_add_book({.id = id, .title = "x", .pages = 1});
  };
  const auto count =
      add(2).and_then([&] { return add(2); }).and_then([&] { return add(3); }).transform([] { return 3; });
  CHECK(calls == 2);
  CHECK(count.error_if<UniqueViolation>() != nullptr);
  CHECK(count.value_or(-1) == -1);
  const auto moved = attempt([&] {
    return live.pool.transaction([](Transaction& transaction) {
      const db::Querier inner{transaction};
      inner.add_book({.id = 4, .title = "Four", .pages = 4});
      return inner.try_add_book({.id = 4, .title = "Four", .pages = 4}).has_value();
    });
  });
  CHECK(moved.error_if<TransactionAborted>() != nullptr);
  CHECK_FALSE(querier.try_get_book(4).value());
}
