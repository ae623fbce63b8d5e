#include "codegen/namer.hpp"

#include <doctest/doctest.h>

using pgscribe::codegen::Namer;
using pgscribe::config::CppOptions;
using pgscribe::config::Naming;

TEST_CASE("members and methods follow the configured naming") {
  CppOptions options;
  CHECK(Namer(options).member("released_on") == "released_on");
  CHECK(Namer(options).member("userID") == "user_id");
  CHECK(Namer(options).method("GetMovie") == "get_movie");
  options.naming = Naming::camel_case;
  CHECK(Namer(options).member("released_on") == "releasedOn");
  CHECK(Namer(options).method("GetMovie") == "getMovie");
  options.naming = Naming::as_written;
  CHECK(Namer(options).member("released_on") == "released_on");
  CHECK(Namer(options).method("GetMovie") == "GetMovie");
}

TEST_CASE("names that C++ or generated code has for itself are escaped") {
  const CppOptions options;
  CHECK(Namer(options).member("class") == "class_");
  CHECK(Namer(options).member("minor") == "minor_");
  CHECK(Namer(options).method("Delete") == "delete_");
  CppOptions as_written;
  as_written.naming = Naming::as_written;
  Namer namer(as_written);
  namer.reserve_type("Movie");
  CHECK_MESSAGE(namer.member("Movie") == "Movie_", "a member may not have the name of its type");
  CHECK(namer.method("Movie") == "Movie_");
  CHECK(namer.positional("executor_") == "executor");
  CHECK(namer.method("executor_") == "executor");
  CHECK(namer.positional("kGetMovie") == "kGetMovie_");
}

TEST_CASE("table types are singular, with the schema outside of the default one") {
  CppOptions options;
  CHECK(Namer(options).table_type("public", "movies") == "Movie");
  CHECK(Namer(options).table_type("public", "movie_genres") == "MovieGenre");
  CHECK(Namer(options).table_type("shared", "activity_log") == "SharedActivityLog");
  CHECK(Namer(options).table_type("shared", "sessions") == "SharedSession");
  options.default_schema = "shared";
  CHECK(Namer(options).table_type("shared", "sessions") == "Session");
  options.inflection_exclude_table_names = {"SESSIONS"};
  CHECK(Namer(options).table_type("shared", "sessions") == "Sessions");
  options.emit_exact_table_names = true;
  CHECK(Namer(options).table_type("public", "movies") == "PublicMovies");
}

TEST_CASE("rename goes before every rule") {
  CppOptions options;
  options.rename = {{"shared_user", {"Account", {}}},
                    {"spotify_url", {"spotifyURL", {}}},
                    {"mood", {"Feeling", {}}},
                    {"mood_sad", {"blue", {}}},
                    {"shared.logs", {"Line", {}}}};
  const Namer namer(options);
  CHECK(namer.table_type("shared", "users") == "Account");
  CHECK(namer.table_type("shared", "logs") == "Line");
  CHECK(namer.member("spotify_url") == "spotifyURL");
  CHECK(namer.type("public", "mood") == "Feeling");
  CHECK(namer.enumerators("public", "mood", {"sad", "ok"}) == std::vector<std::string>{"blue", "ok"});
}

TEST_CASE("enumerators are legal and different whatever the labels are") {
  const CppOptions options;
  const Namer namer(options);
  CHECK(namer.enumerators("public", "rating", {"G", "PG", "PG-13"}) == std::vector<std::string>{"g", "pg", "pg_13"});
  CHECK(namer.enumerators("public", "quality", {"720p", "4K", ""}) ==
        std::vector<std::string>{"_720p", "_4_k", "value_2"});
  CHECK(namer.enumerators("public", "op", {"<", "<=", "and"}) ==
        std::vector<std::string>{"value_0", "value_1", "and_"});
  const std::vector<std::string> sizes{"m", "M"};
  CHECK_MESSAGE(namer.enumerators("public", "size", sizes) == sizes, "labels that differ in case keep it");
  CHECK(namer.enumerators("public", "x", {"a b", "a-b", "value_1"}) ==
        std::vector<std::string>{"a_b", "value_1_", "value_1"});
}

TEST_CASE("files and their classes") {
  CHECK(Namer::file_stem("queries/movies.sql") == "movies");
  CHECK(Namer::file_stem("movies.sql") == "movies");
  CHECK_MESSAGE(Namer::file_stem("queries/models.sql") == "models_sql", "models.hpp is taken");
  CHECK(Namer::file_stem("queries/my queries.sql") == "my_queries");
  CHECK(Namer::querier_class("queries/watch_history.sql") == "WatchHistoryQuerier");
  CHECK(Namer::querier_class("queries/01_users.sql") == "_01UsersQuerier");
}

TEST_CASE("a renamed member gives way to a type as any other does") {
  CppOptions options;
  options.rename = {{"status", {"Status", {}}}};
  Namer namer(options);
  namer.reserve_type(namer.table_type("public", "statuses"));
  CHECK(namer.table_type("public", "statuses") == "Status");
  CHECK(namer.member("status") == "Status_");
}

TEST_CASE("types do not hide what generated code uses") {
  CppOptions options;
  options.emit_exact_table_names = true;
  options.rename = {{"public.t", {"json", {}}}, {"val", {"value", {}}}};
  CHECK(Namer(options).table_type("public", "rows") == "Rows_");
  CHECK(Namer(options).table_type("public", "t") == "json_");
  CHECK(Namer(options).member("val") == "value");
}

TEST_CASE("files in other scripts keep their names") {
  CHECK(Namer::file_stem("queries/фильмы.sql") == "фильмы");
  CHECK(Namer::querier_class("queries/фильмы.sql") == "фильмыQuerier");
  CHECK(Namer::querier_class("queries/映画.sql") == "映画Querier");
  CHECK(Namer::file_stem("queries/a\nb\".sql") == "a_b_");
  CHECK_MESSAGE(Namer::querier_class("queries/--.sql") == "", "nothing to name a class after");
  CHECK(Namer::file_stem("queries/pgscribe_shard_1.sql") == "pgscribe_shard_1_sql");
}
