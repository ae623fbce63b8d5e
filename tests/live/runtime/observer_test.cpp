#include "pgscribe/observer.hpp"

#include <algorithm>
#include <mutex>
#include <vector>

#include "live_database.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;

namespace {

/// Writes down what it is told, and checks that every end belongs to its beginning.
class Recorder final : public Observer {
 public:
  void* before_statement(const StatementEvent& event) noexcept override {
    const std::lock_guard lock{mutex_};
    CHECK(event.backend_pid > 0);
    CHECK(event.database == database);
    return new std::string{event.name};
  }
  void after_statement(const StatementEvent& event, const StatementOutcome& outcome, void* context) noexcept override {
    const std::unique_ptr<std::string> name{static_cast<std::string*>(context)};
    const std::lock_guard lock{mutex_};
    CHECK(*name == event.name);
    CHECK(outcome.duration > 0ns);
    std::string line = std::string{event.name.empty() ? event.sql : event.name} + " " + std::to_string(outcome.rows);
    if (event.size != 1) line += " of " + std::to_string(event.size);
    if (outcome.failed) line += " failed " + (outcome.error == nullptr ? "" : outcome.error->sqlstate());
    statements_.push_back(line);
  }
  void on_pool_event(const PoolEvent& event) noexcept override {
    const std::lock_guard lock{mutex_};
    std::string line{to_string(event.kind)};
    if (event.waited) line += " waited";
    if (event.reason != CloseReason::none) line += " " + std::string{to_string(event.reason)};
    if (event.error != nullptr) line += ": " + event.error->message();
    pool_.push_back(line);
  }

  std::vector<std::string> statements() {
    const std::lock_guard lock{mutex_};
    return std::exchange(statements_, {});
  }
  std::vector<std::string> pool() {
    const std::lock_guard lock{mutex_};
    return std::exchange(pool_, {});
  }
  std::string database;

 private:
  std::mutex mutex_;
  std::vector<std::string> statements_;
  std::vector<std::string> pool_;
};

using Lines = std::vector<std::string>;

struct Observed {
  std::shared_ptr<Recorder> recorder = std::make_shared<Recorder>();
  live::Database live{{.max_connections = 1, .observers = {recorder}}};
  Observed() { recorder->database = live.database.name(); }
};

}  // namespace

TEST_CASE("statements of every kind are observed") {
  Observed observed;
  auto& [recorder, live] = observed;
  live::add_movie(live.querier, 1);
  live::add_movie(live.querier, 2);
  CHECK(recorder->statements() == Lines{"AddMovie 1", "AddMovie 1"});
  CHECK_THROWS_AS(live::add_movie(live.querier, 1), UniqueViolation);
  CHECK(recorder->statements() == Lines{"AddMovie 0 failed 23505"});
  CHECK(live.querier.list_is_old().size() == 2);
  CHECK(live.querier.count_movies() == 2);
  CHECK(recorder->statements() == Lines{"ListIsOld 2", "CountMovies 1"});

  std::vector<db::AddReviewsParams> reviews(3, {.movie_id = live::movie_id(1), .stars = 5});
  CHECK(live.querier.copy_reviews(reviews) == 3);
  (void)live.querier.batch_add_reviews(reviews);
  CHECK(recorder->statements() == Lines{"CopyReviews 3", "BatchAddReviews 3 of 3"});
  reviews.front().stars = 9;
  CHECK_THROWS_AS((void)live.querier.copy_reviews(reviews), CheckViolation);
  CHECK(recorder->statements() == Lines{"CopyReviews 0 failed 23514"});

  for (const auto& movie : live.querier.stream_movies(0)) (void)movie;
  CHECK(recorder->statements() == Lines{"StreamMovies 2"});
  {
    auto stream = live.querier.stream_movies(0);
    db::Movie movie;
    CHECK(stream.next(movie));
    CHECK(recorder->statements().empty());
  }
  CHECK(recorder->statements() == Lines{"StreamMovies 1"});
  live.pool.execute("SELECT 7");
  CHECK(recorder->statements() == Lines{"SELECT 7 1"});
}

TEST_CASE("transactions are observed") {
  Observed observed;
  auto& [recorder, live] = observed;
  live.pool.transaction([](Transaction& transaction) {
    CHECK(db::Querier{transaction}.count_movies() == 0);
    transaction.transaction([](Transaction&) {});
  });
  CHECK(recorder->statements() == Lines{"BEGIN 0", "CountMovies 1", "SAVEPOINT 0", "RELEASE 0", "COMMIT 0"});
  {
    Transaction transaction = live.pool.begin();
    CHECK(db::Querier{transaction}.count_movies() == 0);
    transaction.rollback();
  }
  CHECK(recorder->statements() == Lines{"BEGIN 0", "CountMovies 1", "ROLLBACK 0"});
  live.pool.begin().rollback();
  live.pool.begin().commit();
  CHECK(recorder->statements().empty());  // there was nothing to begin
}

TEST_CASE("errors before anything is sent are observed") {
  Observed observed;
  auto& [recorder, live] = observed;
  CHECK_THROWS_AS(live::add_movie(live.querier, 1, std::string{"a\0b", 3}), ConversionError);
  CHECK(recorder->statements() == Lines{"AddMovie 0 failed "});
}

TEST_CASE("what a pool does is observed") {
  Observed observed;
  auto& [recorder, live] = observed;
  CHECK(live.querier.count_movies() == 0);
  CHECK(recorder->pool() == Lines{"connected", "acquired waited", "released"});
  {
    auto lease = live.pool.acquire();
    CHECK_THROWS_AS((void)live.pool.acquire(1ms), PoolTimeout);
    lease.discard();
  }
  CHECK(recorder->pool() ==
        Lines{"acquired", "acquire_failed waited: no connection became free within the acquire timeout (1 are in use)",
              "released", "closed broken"});
  CHECK(live.querier.count_movies() == 0);
  (void)recorder->pool();
  CHECK(live.pool.close());
  CHECK(recorder->pool() == Lines{"closed shut_down"});

  Pool nowhere{{.conninfo = "host=/nonexistent", .observers = {recorder}}};
  CHECK_THROWS_AS((void)nowhere.acquire(), ConnectionError);
  const Lines failed = recorder->pool();
  REQUIRE(failed.size() == 2);
  CHECK(failed[0].starts_with("connect_failed: "));
  CHECK(failed[1].starts_with("acquire_failed waited: "));
}

TEST_CASE("several observers, each with its own context") {
  auto first = std::make_shared<Recorder>();
  auto second = std::make_shared<Recorder>();
  live::Database live{{.observers = {first, second}}};
  first->database = second->database = live.database.name();
  CHECK(live.querier.count_movies() == 0);
  CHECK(first->statements() == Lines{"CountMovies 1"});
  CHECK(second->statements() == Lines{"CountMovies 1"});
}
