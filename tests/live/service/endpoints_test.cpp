#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

#include "body_of.hpp"
#include "pgscribe/testing.hpp"
#include "service_process.hpp"

// Every endpoint, asked in turn of a service on an empty database.

using nlohmann::json;
using service::body_of;
using service::ServiceProcess;

namespace {

constexpr const char* kJson = "application/json";
constexpr const char* kNobody = "00000000-0000-4000-8000-000000000000";

/// A service with a library, two viewers and three movies.
struct Fixture {
  pgscribe::testing::TemporaryServer server;
  ServiceProcess process{{{"DATABASE_URL", server.conninfo()}, {"SLOW_QUERY_MS", "0"}}};
  std::unique_ptr<httplib::Client> http = process.client();
  std::int64_t library = 0;
  std::string ada;
  std::string bert;
  std::string keeper;
  std::string cafe;
  std::string storm;

  Fixture() {
    process.await_ready();
    library = post("/api/v1/libraries", {{"name", "Films"}, {"kind", "movie"}, {"root_paths", {"/films"}}}, 201)["id"];
    ada = add_user("ada");
    bert = add_user("bert");
    keeper = add_movie({{"title", "The Lighthouse Keeper"},
                        {"released_on", "1954-05-20"},
                        {"runtime_minutes", 95},
                        {"overview", "A keeper guards a light and a secret."},
                        {"languages", {"en"}}});
    cafe = add_movie({{"title", "Midnight Café"}, {"released_on", "1968-11-02"}, {"languages", {"fr", "en"}}});
    storm = add_movie({{"title", "Storm"}});
  }

  json get(const std::string& path, int status = 200) const { return body_of(http->Get(path.c_str()), status); }
  json post(const std::string& path, const json& body, int status) const {
    return body_of(http->Post(path.c_str(), body.dump(), kJson), status);
  }
  json put(const std::string& path, const json& body, int status) const {
    return body_of(http->Put(path.c_str(), body.dump(), kJson), status);
  }
  json patch(const std::string& path, const json& body, int status) const {
    return body_of(http->Patch(path.c_str(), body.dump(), kJson), status);
  }

  std::string add_user(const std::string& name) const {
    return post("/api/v1/users",
                {{"username", name}, {"email", name + "@example.org"}, {"password_hash", "..."}, {"role", "viewer"}},
                201)["id"];
  }
  std::string add_movie(json movie) const {
    movie["library_id"] = library;
    return post("/api/v1/movies", movie, 201)["id"];
  }

  std::vector<std::string> titles(const std::string& query) const {
    std::vector<std::string> found;
    const json page = get("/api/v1/movies?" + query);
    for (const json& movie : page["movies"]) found.push_back(movie["title"]);
    return found;
  }
};

using Titles = std::vector<std::string>;

void movies_are_filtered_sorted_and_paged(const Fixture& at) {
  CHECK(at.titles("") == Titles{"Storm", "Midnight Café", "The Lighthouse Keeper"});
  CHECK(at.titles("sort=title") == Titles{"Midnight Café", "Storm", "The Lighthouse Keeper"});
  CHECK(at.titles("sort=title&descending=true") == Titles{"The Lighthouse Keeper", "Storm", "Midnight Café"});
  CHECK(at.titles("title=house") == Titles{"The Lighthouse Keeper"});
  CHECK(at.titles("title=%25").empty());
  CHECK(at.titles("language=en&sort=title") == Titles{"Midnight Café", "The Lighthouse Keeper"});
  CHECK(at.titles("released_from=1960-01-01") == Titles{"Midnight Café"});
  CHECK(at.titles("released_to=1960-01-01") == Titles{"The Lighthouse Keeper"});
  CHECK(at.titles("library=" + std::to_string(at.library + 1)).empty());

  json page = at.get("/api/v1/movies?sort=title&limit=2");
  CHECK(page["movies"].size() == 2);
  page = at.get("/api/v1/movies?limit=2&after=" + page["next"].get<std::string>());
  CHECK(page["movies"].size() == 1);
  CHECK(page["movies"][0]["title"] == "The Lighthouse Keeper");
  CHECK(page["next"].is_null());

  CHECK(at.get("/api/v1/movies?after=nonsense", 400)["error"] == "\"after\" is not the \"next\" of a page");
  CHECK(at.get("/api/v1/movies?limit=0", 400)["error"] == "\"limit\" must be from 1 to 100");
  CHECK(at.get("/api/v1/movies?released_from=soon", 400)["error"] == "\"released_from\" cannot be read");
  CHECK(at.get("/api/v1/movies?sort=random", 400)["error"] == "\"sort\" cannot be read");
  CHECK(at.get("/api/v1/movies?rated=perhaps", 400)["error"] == "\"rated\" cannot be read");
}

void genres_belong_to_movies(const Fixture& at) {
  const json drama = {{"slug", "drama"}, {"name", "Drama"}, {"path", "fiction.drama"}};
  const json created = at.post("/api/v1/genres", drama, 201);
  CHECK(created["slug"] == "drama");
  const json again = at.post("/api/v1/genres", drama, 409);
  CHECK(again["constraint"] == "genres_slug_key");
  CHECK(at.post("/api/v1/genres", {{"slug", "No Slug"}, {"name", "x"}, {"path", "x"}}, 400)["constraint"] ==
        "slug_check");
  CHECK(at.put("/api/v1/movies/" + at.keeper + "/genres", {"drama", "no-such-genre"}, 200)["added"] == 1);
  CHECK(at.put("/api/v1/movies/" + at.keeper + "/genres", {"drama"}, 200)["added"] == 0);
  CHECK(at.put("/api/v1/movies/" + std::string{kNobody} + "/genres", {"drama"}, 409)["constraint"] ==
        "movie_genres_movie_id_fkey");
  CHECK(at.titles("genre=drama") == Titles{"The Lighthouse Keeper"});
  const json genres = at.get("/api/v1/genres")["genres"];
  CHECK(genres == json::parse(R"([{"id": )" + created["id"].dump() +
                              R"(, "slug": "drama", "name": "Drama", "depth": 2, "root": "fiction"}])"));
}

void ratings_count_once_per_viewer(const Fixture& at) {
  const std::string path = "/api/v1/users/" + at.ada + "/ratings/" + at.keeper;
  CHECK(at.put(path, {{"value", "8.5"}}, 201) == json{{"value", "8.5"}, {"is_new", true}});
  CHECK(at.put(path, {{"value", "9"}}, 200) == json{{"value", "9.0"}, {"is_new", false}});
  CHECK(at.put(path, {{"value", "11"}}, 400)["constraint"] == "score_check");
  CHECK(at.put(path, json::object(), 400)["error"] == "member \"value\" is missing");
  CHECK(at.put("/api/v1/users/" + std::string{kNobody} + "/ratings/" + at.keeper, {{"value", "1"}},
               409)["constraint"] == "ratings_user_id_fkey");

  const auto vote = [](const std::string& user, const std::string& movie, const char* value) {
    return json{{"user_id", user}, {"movie_id", movie}, {"value", value}};
  };
  const json votes =
      json::array({vote(at.bert, at.keeper, "1"), vote(at.bert, at.cafe, "6"), vote(at.bert, at.keeper, "5")});
  CHECK(at.put("/api/v1/ratings", votes, 200)["saved"] == 2);
  CHECK(at.titles("rated=true&sort=title") == Titles{"Midnight Café", "The Lighthouse Keeper"});
  const json statistics = at.get("/api/v1/statistics");
  CHECK(statistics["ratings"]["rating_count"] == 3);
  CHECK(statistics["ratings"]["highest"] == "9.0");
  CHECK(statistics["decades"].size() == 3);
  CHECK(statistics["decades"][0]["titles"] == "The Lighthouse Keeper");
}

void a_movie_has_its_rows_nested(const Fixture& at) {
  const json movie = at.get("/api/v1/movies/" + at.keeper);
  CHECK(movie["title"] == "The Lighthouse Keeper");
  CHECK(movie["released_on"] == "1954-05-20");
  CHECK(movie["library"] == json{{"id", at.library}, {"name", "Films"}, {"kind", "movie"}});
  CHECK(movie["genres"] == json::parse(R"([{"slug": "drama", "name": "Drama"}])"));
  CHECK(movie["credits"] == json::array());
  CHECK(movie["external_ids"] == json::object());
  CHECK(movie["rating_count"] == 2);
  CHECK(movie["average_rating"] == "7.00");
  CHECK(at.get("/api/v1/movies/" + std::string{kNobody}, 404)["error"] == "there is no such movie");
  CHECK(at.get("/api/v1/movies/none", 400)["error"] == "\"id\" cannot be read");
}

void patches_change_what_they_name(const Fixture& at) {
  const std::string path = "/api/v1/movies/" + at.storm;
  json movie = at.patch(path, {{"runtime_minutes", 80}, {"original_title", "Sturm"}}, 200);
  CHECK(movie["title"] == "Storm");
  CHECK(movie["runtime_minutes"] == 80);
  movie = at.patch(path, {{"runtime_minutes", nullptr}}, 200);
  CHECK(movie["runtime_minutes"].is_null());
  CHECK(movie["original_title"] == "Sturm");
  CHECK(at.patch(path, json::object(), 200) == movie);
  CHECK(at.patch(path, {{"title", nullptr}}, 400)["error"] == "member \"title\" cannot be null");
  CHECK(at.patch(path, {{"runtime_minutes", 5'000'000'000}}, 400)["error"] ==
        "member \"runtime_minutes\": the number is out of range");
  CHECK(at.patch(path, {{"runtime_minutes", -1}}, 400)["constraint"] == "movies_runtime_positive");
  CHECK(at.patch("/api/v1/movies/" + std::string{kNobody}, {{"title", "x"}}, 404)["error"] == "there is no such movie");

  CHECK(at.patch("/api/v1/users/" + at.ada, {{"display_name", "Ada Quill"}}, 200)["display_name"] == "Ada Quill");
  CHECK(at.patch("/api/v1/users/" + at.ada, {{"email", "bert@example.org"}}, 409)["constraint"] ==
        "users_live_email_key");
  CHECK(at.patch("/api/v1/users/" + std::string{kNobody}, json::object(), 404)["error"] == "there is no such user");
}

void imports_answer_in_order(const Fixture& at) {
  const std::string path = "/api/v1/libraries/" + std::to_string(at.library) + "/movies";
  const json films = json::array({{{"id", "00000000-0000-4000-8000-000000000002"}, {"title", "Second"}},
                                  {{"id", "00000000-0000-4000-8000-000000000001"}, {"title", "First"}}});
  const json first = at.put(path, films, 200)["movies"];
  REQUIRE(first.size() == 2);
  CHECK(first[0]["title"] == "Second");
  CHECK(first[1]["id"] == "00000000-0000-4000-8000-000000000001");
  CHECK(at.put(path, films, 200)["movies"] == first);
  CHECK(at.put(path, json::object(), 400)["error"] == "the body must be a JSON array");
  CHECK(at.put(path, {{{"title", "x"}}}, 400)["error"] == "member \"id\" is missing");

  for (const json& film : films) {
    const std::string movie = "/api/v1/movies/" + film["id"].get<std::string>();
    CHECK(body_of(at.http->Delete(movie.c_str()), 204).is_null());
    CHECK(body_of(at.http->Delete(movie.c_str()), 404)["error"] == "there is no such movie");
  }
}

void users_are_listed_without_their_passwords(const Fixture& at) {
  const json users = at.get("/api/v1/users?sort=name")["users"];
  REQUIRE(users.size() == 2);
  CHECK(users[0]["username"] == "ada");
  CHECK(users[1]["username"] == "bert");
  CHECK(users[0].size() == 4);
  const json first = at.get("/api/v1/users?sort=name&limit=1");
  CHECK(at.get("/api/v1/users?after=" + first["next"].get<std::string>())["users"][0]["username"] == "bert");
  CHECK(at.get("/api/v1/users?role=admin")["users"].empty());
  CHECK(at.post("/api/v1/users",
                {{"username", "ADA"}, {"email", "x@example.org"}, {"password_hash", "..."}, {"role", "viewer"}},
                409)["constraint"] == "users_username_key");
  CHECK(at.post("/api/v1/users", {{"username", "x"}, {"email", "x"}, {"password_hash", "."}, {"role", "king"}},
                400)["error"] == "member \"role\": not a label of shared.user_role");
}

void progress_goes_forward(const Fixture& at) {
  const std::string path = "/api/v1/users/" + at.ada + "/progress/" + at.keeper;
  CHECK(at.put(path, {{"position", "PT30M"}}, 200)["position"] == "PT30M");
  CHECK(at.put(path, {{"position", "PT10M"}}, 204).is_null());
  const json items = at.get("/api/v1/users/" + at.ada + "/watching")["items"];
  REQUIRE(items.size() == 1);
  CHECK(items[0]["title"] == "The Lighthouse Keeper");
  CHECK(items[0]["position"] == "PT30M");
}

void playlists_are_made_whole_or_not_at_all(const Fixture& at) {
  const std::string lists = "/api/v1/users/" + at.ada + "/playlists";
  const json broken = {{"name", "Broken"}, {"movies", {at.keeper, kNobody}}};
  CHECK(at.post(lists, broken, 409)["constraint"] == "playlist_items_movie_id_fkey");
  CHECK(at.get(lists)["playlists"].empty());

  const std::string id = at.post(lists, {{"name", "Rainy days"}, {"movies", {at.keeper, at.cafe}}}, 201)["id"];
  CHECK(at.get(lists)["playlists"][0]["name"] == "Rainy days");
  CHECK(at.post("/api/v1/playlists/" + id + "/movies", {at.storm}, 200)["added"] ==
        json::array({{{"position", 3}, {"movie_id", at.storm}}}));
  const json list = at.get("/api/v1/playlists/" + id);
  CHECK(list["playlist"]["name"] == "Rainy days");
  Titles titles;
  for (const json& item : list["items"]) titles.push_back(item["title"]);
  CHECK(titles == Titles{"The Lighthouse Keeper", "Midnight Café", "Storm"});
  const std::string empty = at.post(lists, {{"name", "Later"}}, 201)["id"];
  CHECK(at.get("/api/v1/playlists/" + empty)["items"] == json::array());
  CHECK(at.get("/api/v1/playlists/" + std::string{kNobody}, 404)["error"] == "there is no such playlist");
}

void the_search_suggests_where_it_finds_nothing(const Fixture& at) {
  const json found = at.get("/api/v1/search?q=secret");
  REQUIRE(found["hits"].size() == 1);
  CHECK(found["hits"][0]["id"] == at.keeper);
  CHECK(found["suggestions"].empty());
  const json misspelt = at.get("/api/v1/search?q=The+Lighthose+Keper");
  CHECK(misspelt["hits"].empty());
  REQUIRE(misspelt["suggestions"].size() == 1);
  CHECK(misspelt["suggestions"][0]["title"] == "The Lighthouse Keeper");
  CHECK(at.get("/api/v1/search", 400)["error"] == "\"q\" is missing");
}

void the_log_is_streamed(const Fixture& at) {
  const auto answer = at.http->Get("/api/v1/activity");
  REQUIRE(answer);
  CHECK(answer->get_header_value("Transfer-Encoding") == "chunked");
  CHECK(answer->get_header_value("Content-Type") == "application/x-ndjson");
  std::istringstream lines{answer->body};
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) CHECK(json::parse(line)["action"] == "movie.rate");
  CHECK(count == 4);
  const auto none = at.http->Get("/api/v1/activity?until=2000-01-01T00:00:00Z");
  REQUIRE(none);
  CHECK(none->status == 200);
  CHECK(none->body.empty());
}

void bad_requests_are_said_to_be_so(const Fixture& at) {
  CHECK(body_of(at.http->Post("/api/v1/movies", "{\"title\": ", kJson), 400)["error"] ==
        "the body is no JSON, see byte 11");
  CHECK(body_of(at.http->Post("/api/v1/movies", "[]", kJson), 400)["error"] == "the body must be a JSON object");
  CHECK(at.post("/api/v1/movies", {{"title", "x"}}, 400)["error"] == "member \"library_id\" is missing");
  CHECK(at.post("/api/v1/movies", {{"title", 1}, {"library_id", at.library}}, 400)["error"] ==
        "member \"title\" is of another type");
  CHECK(at.post("/api/v1/movies", {{"title", std::string("a\0b", 3)}, {"library_id", at.library}}, 400).size() == 1);
  CHECK(at.post("/api/v1/libraries", {{"name", "Films"}, {"kind", "movie"}, {"root_paths", json::array()}},
                409)["constraint"] == "libraries_name_key");
  CHECK(at.get("/api/v1/libraries?kind=series")["libraries"].empty());
  CHECK(at.get("/api/v1/libraries")["libraries"][0]["name"] == "Films");
  CHECK(at.get("/api/v1/nothing", 404)["error"] == "there is nothing here");
}

void the_database_is_healthy(const Fixture& at) {
  const auto answer = at.http->Get("/api/v1/health/database");
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->get_header_value("Content-Type") == kJson);
  CAPTURE(answer->body);
  CHECK(std::regex_match(
      answer->body,
      std::regex{
          R"re(\{"status":"healthy","version":"\d+\.\d+","pool_stats":\{"total_conns":\d+,"idle_conns":\d+,"acquired_conns":\d+\}\})re"}));
  CHECK(at.get("/ready") == json{{"status", "ready"}});
  CHECK(at.get("/live") == json{{"status", "live"}});
}

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>{file}, {}};
}

using Routes = std::set<std::pair<std::string, std::string>>;

/// What the sources register.
Routes registered_routes() {
  const std::regex registration{R"re(router\.(get|post|put|patch|remove)\(\s*"([^"]+)")re"};
  Routes routes;
  for (const auto& entry : std::filesystem::directory_iterator(MEDIA_SERVICE_DIR "/src")) {
    const std::string text = read(entry.path());
    for (std::sregex_iterator found{text.begin(), text.end(), registration}; found != std::sregex_iterator{}; ++found) {
      std::string method = (*found)[1] == "remove" ? std::string{"delete"} : (*found)[1].str();
      for (char& c : method) c = static_cast<char>(c - 'a' + 'A');
      routes.emplace(method, (*found)[2]);
    }
  }
  return routes;
}

/// What was asked, by the service's own count.
Routes counted_routes(const std::string& metrics) {
  const std::regex sample{
      R"re(http_request_duration_seconds_count\{method="(\w+)",route="([^"]+)",status="2\d\d"\} \d+)re"};
  Routes routes;
  for (std::sregex_iterator found{metrics.begin(), metrics.end(), sample}; found != std::sregex_iterator{}; ++found)
    routes.emplace((*found)[1], (*found)[2]);
  return routes;
}

/// The names that the dashboard asks Prometheus for.
std::set<std::string> metrics_of_dashboard() {
  const std::string dashboard = read(MEDIA_SERVICE_DIR "/grafana/dashboard.json");
  const std::regex metric{"(db|http)_[a-z_]+"};
  std::set<std::string> names;
  for (std::sregex_iterator found{dashboard.begin(), dashboard.end(), metric}; found != std::sregex_iterator{}; ++found)
    names.insert(found->str());
  CHECK(names.size() >= 15);
  return names;
}

void everything_is_counted(const Fixture& at) {
  REQUIRE(at.http->Get("/metrics"));  // which the next one counts
  const auto answer = at.http->Get("/metrics");
  REQUIRE(answer);
  CHECK(answer->get_header_value("Content-Type") == "text/plain; version=0.0.4");
  for (const char* name : {"max_conns", "total_conns", "idle_conns", "acquired_conns", "constructing_conns",
                           "acquire_total", "empty_acquire_total", "canceled_acquire_total", "new_conns_total",
                           "max_lifetime_destroy_total", "max_idle_destroy_total", "acquire_duration_seconds_count"}) {
    CAPTURE(std::string{name});
    CHECK(answer->body.find("\ndb_pool_" + std::string{name} + "{pool=\"main\"} ") != std::string::npos);
  }
  CHECK(answer->body.find("db_query_duration_seconds_count{query=\"GetFilm\"} ") != std::string::npos);
  CHECK(answer->body.find("db_query_errors_total{query=\"CreateGenre\",sqlstate=\"23505\"} 1\n") != std::string::npos);
  for (const std::string& name : metrics_of_dashboard()) {
    CAPTURE(std::string{name});
    CHECK(answer->body.find('\n' + name + '{') != std::string::npos);
  }
  const Routes registered = registered_routes();
  CHECK(registered.size() >= 16);
  CHECK(counted_routes(answer->body) == registered);
}

void the_log_names_queries_and_no_values(const Fixture& at) {
  const std::string log = at.process.log();
  CHECK(log.find("slow query CreateMovie: ") != std::string::npos);
  CHECK(log.find("applied migration 1 create_schemas\n") != std::string::npos);
  for (const char* value : {"Lighthouse", "example.org", "Rainy"}) {
    CAPTURE(std::string{value});
    CHECK(log.find(value) == std::string::npos);
  }
}

}  // namespace

TEST_CASE("every endpoint answers what was asked") {
  const Fixture at;
  movies_are_filtered_sorted_and_paged(at);
  genres_belong_to_movies(at);
  ratings_count_once_per_viewer(at);
  a_movie_has_its_rows_nested(at);
  patches_change_what_they_name(at);
  imports_answer_in_order(at);
  users_are_listed_without_their_passwords(at);
  progress_goes_forward(at);
  playlists_are_made_whole_or_not_at_all(at);
  the_search_suggests_where_it_finds_nothing(at);
  the_log_is_streamed(at);
  bad_requests_are_said_to_be_so(at);
  the_database_is_healthy(at);
  everything_is_counted(at);
  the_log_names_queries_and_no_values(at);
}
