#include <doctest/doctest.h>

#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "body_of.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/testing.hpp"
#include "service_process.hpp"

// PostgreSQL restarts while the service is asked: every answer is held against its question, and what was confirmed
// must be there afterwards.

using nlohmann::json;
using service::body_of;
using service::ServiceProcess;

namespace {

constexpr int kWorkers = 4;
constexpr int kMovies = 20;
constexpr int kRestarts = 3;

struct Tally {
  std::atomic<int> answered = 0;
  std::atomic<int> unavailable = 0;
  std::atomic<int> wrong = 0;
};

std::string movie_id(int number) {
  std::string digits = std::to_string(number);
  return "00000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
}
std::string title_of(int number) { return "Movie " + std::to_string(number); }

/// One viewer, who looks movies up and votes on them.
class Viewer {
 public:
  Viewer(const ServiceProcess& process, std::string user, Tally& tally)
      : http_(process.client()), user_(std::move(user)), tally_(tally) {}

  void act(int turn) {
    const int movie = turn % kMovies;
    if (turn % 3 == 0)
      vote(movie, turn % 101);
    else
      look_up(movie);
  }

  /// What the database holds must be what was confirmed last, or what was sent since.
  void check_votes(pgscribe::Pool& pool) const {
    for (const auto& [movie, possible] : possible_) {
      CAPTURE(movie);
      const std::string vote =
          "SELECT FROM ratings WHERE user_id = '" + user_ + "' AND movie_id = '" + movie_id(movie) + '\'';
      std::string values = "NULL";
      for (const std::string& value : possible) {
        if (!value.empty()) values += ", " + value;
      }
      const bool found = pool.execute(vote + " AND value IN (" + values + ")").affected_rows == 1;
      CHECK((found || (possible.contains("") && pool.execute(vote).affected_rows == 0)));
    }
    CHECK(!possible_.empty());
  }

 private:
  void look_up(int movie) {
    const auto answer = http_->Get(("/api/v1/movies/" + movie_id(movie)).c_str());
    if (!is_answer(answer)) return;
    const json body = json::parse(answer->body);
    if (answer->status != 200 || body["id"] != movie_id(movie) || body["title"] != title_of(movie)) ++tally_.wrong;
  }

  void vote(int movie, int tenths) {
    const std::string value = std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
    auto& possible = possible_.try_emplace(movie, std::set<std::string>{""}).first->second;
    possible.insert(value);
    const auto answer = http_->Put(("/api/v1/users/" + user_ + "/ratings/" + movie_id(movie)).c_str(),
                                   json{{"value", value}}.dump(), "application/json");
    if (!is_answer(answer)) return;
    if (answer->status > 201 || json::parse(answer->body)["value"] != value) ++tally_.wrong;
    possible = {value};
  }

  // 503 is the only way to say no. The service itself never goes away.
  bool is_answer(const httplib::Result& answer) {
    if (!answer) {
      ++tally_.wrong;
      return false;
    }
    ++(answer->status == 503 ? tally_.unavailable : tally_.answered);
    return answer->status != 503;
  }

  std::unique_ptr<httplib::Client> http_;
  std::string user_;
  Tally& tally_;
  std::map<int, std::set<std::string>> possible_;
};

void add_movies(httplib::Client& http) {
  const json library = body_of(
      http.Post("/api/v1/libraries", R"({"name": "Films", "kind": "movie", "root_paths": []})", "application/json"),
      201);
  json movies = json::array();
  for (int i = 0; i < kMovies; ++i) movies.push_back({{"id", movie_id(i)}, {"title", title_of(i)}});
  (void)body_of(
      http.Put(("/api/v1/libraries/" + library["id"].dump() + "/movies").c_str(), movies.dump(), "application/json"),
      200);
}

std::string add_user(httplib::Client& http, const std::string& name) {
  const json user{{"username", name}, {"email", name + "@example.org"}, {"password_hash", "..."}, {"role", "viewer"}};
  return body_of(http.Post("/api/v1/users", user.dump(), "application/json"), 201)["id"];
}

}  // namespace

TEST_CASE("PostgreSQL restarts under load") {
  pgscribe::testing::TemporaryServer server;
  ServiceProcess process{{{"DATABASE_URL", server.conninfo()}}};
  process.await_ready();
  const auto http = process.client();
  add_movies(*http);

  Tally tally;
  std::vector<std::unique_ptr<Viewer>> viewers;
  for (int i = 0; i < kWorkers; ++i)
    viewers.push_back(std::make_unique<Viewer>(process, add_user(*http, "viewer" + std::to_string(i)), tally));
  std::atomic<bool> done = false;
  std::vector<std::jthread> workers;
  for (const auto& viewer : viewers) {
    workers.emplace_back([&viewer, &done] {
      for (int turn = 0; !done; ++turn) viewer->act(turn);
    });
  }
  const auto await_answers = [&tally](int count) {
    for (const int enough = tally.answered + count; tally.answered < enough;) std::this_thread::yield();
  };
  for (int i = 0; i < kRestarts; ++i) {
    await_answers(200);
    server.restart();
  }
  await_answers(200);
  done = true;
  workers.clear();

  CHECK(tally.wrong == 0);
  CHECK(body_of(http->Get("/api/v1/health/database"), 200)["status"] == "healthy");
  pgscribe::Pool pool{pgscribe::PoolOptions{.conninfo = server.conninfo(), .max_connections = 1}};
  for (const auto& viewer : viewers) viewer->check_votes(pool);
  MESSAGE(tally.answered.load(), " answers, ", tally.unavailable.load(), " times 503");
  process.terminate();
  CHECK(process.wait() == 0);
}
