#include "pgscribe/pqxx.hpp"

#include "live_database.hpp"

using namespace pgscribe;
using live::add_movie;

TEST_CASE("a leased connection as a libpqxx object") {
  live::Database live{{.max_connections = 1}};
  const auto count = [](auto& connection) {
    pqxx::work transaction{connection};
    return transaction.exec("SELECT count(*) FROM movies")[0][0].template as<int>();
  };
  {
    auto connection = live.pool.acquire();
    {
      pqxx::work transaction{connection.pqxx()};
      auto executor = on(transaction);
      db::Querier querier{executor};
      add_movie(querier, 1);
      CHECK(transaction.exec("SELECT count(*) FROM movies")[0][0].as<int>() == 1);
      transaction.commit();
    }
    CHECK(count(connection.pqxx()) == 1);
    CHECK(db::Querier{connection}.count_movies() == 1);
  }
  auto connection = live.pool.acquire();  // the same session, libpqxx and all
  CHECK(count(connection.pqxx()) == 1);
  CHECK(live.pool.stats().new_connections_count == 1);
}

TEST_CASE("errors that libpqxx meets are known in full") {
  live::Database live;
  add_movie(live.querier, 1);
  auto connection = live.pool.acquire();
  pqxx::work transaction{connection.pqxx()};
  CHECK_THROWS(transaction.exec("INSERT INTO movies (id, title, year) SELECT id, title, year FROM movies"));
  CHECK(connection.last_error().constraint == "movies_pkey");
  CHECK(connection.last_error().sqlstate == "23505");
}

TEST_CASE("a lost connection stays lost") {
  live::Database live{{.max_connections = 1}};
  auto connection = live.pool.acquire();
  (void)connection.pqxx();
  Pool{live::server().conninfo()}.execute("SELECT pg_terminate_backend(" + std::to_string(connection.backend_pid()) +
                                          ", 5000)");
  for (int i = 0; i < 3; ++i) {
    CHECK_THROWS_AS(pqxx::nontransaction{connection.pqxx()}.exec("SELECT 1"), std::exception);
  }
}

TEST_CASE("generated queries in a libpqxx transaction of the user's own") {
  live::Database live;
  pqxx::connection connection{live.database.conninfo()};
  {
    pqxx::work transaction{connection};
    auto executor = on(transaction);
    db::Querier querier{executor};
    add_movie(querier, 1);
    CHECK(querier.count_movies() == 1);
    transaction.commit();
  }
  {
    pqxx::work transaction{connection};
    auto executor = on(transaction);
    db::Querier querier{executor};
    add_movie(querier, 2);
  }  // not committed
  pqxx::nontransaction transaction{connection};
  auto executor = on(transaction);
  db::Querier querier{executor};
  CHECK(querier.count_movies() == 1);
  CHECK(querier.batch_get_movies(std::vector{live::movie_id(1)})[0].value()->title == "Movie 1");
  (void)querier.add_review({.movie_id = live::movie_id(1), .stars = 1});
  CHECK(live::integer(live.pool, "SELECT count(*) FROM reviews") == 1);
}

TEST_CASE("commit of a libpqxx transaction in which a generated query failed") {
  live::Database live;
  pqxx::connection connection{live.database.conninfo()};
  pqxx::work transaction{connection};
  auto executor = on(transaction);
  db::Querier querier{executor};
  add_movie(querier, 1);
  CHECK_THROWS_AS(add_movie(querier, 1), UniqueViolation);
  CHECK_THROWS(transaction.commit());
  CHECK(live.querier.count_movies() == 0);
}

TEST_CASE("subtransactions of libpqxx are savepoints") {
  live::Database live;
  pqxx::connection connection{live.database.conninfo()};
  pqxx::work transaction{connection};
  auto outer_executor = on(transaction);
  db::Querier outer{outer_executor};
  add_movie(outer, 1);
  {
    pqxx::subtransaction savepoint{transaction};
    auto executor = on(savepoint);
    db::Querier querier{executor};
    add_movie(querier, 2);
    savepoint.abort();
  }
  {
    pqxx::subtransaction savepoint{transaction};
    auto executor = on(savepoint);
    db::Querier querier{executor};
    CHECK_THROWS_AS(add_movie(querier, 1), UniqueViolation);
  }
  transaction.commit();
  CHECK(live.querier.count_movies() == 1);
}
