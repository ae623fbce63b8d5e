#include <array>
#include <string>

#include "endpoints.hpp"
#include "genres_json.hpp"
#include "libraries_json.hpp"
#include "models_json.hpp"
#include "movies_json.hpp"
#include "ratings_json.hpp"
#include "search_json.hpp"

namespace media_service {

namespace {

Answer list_libraries(const Call& call) {
  const auto kind = call.query<media::MediaKind>("kind");
  constexpr auto kAll = pgscribe::all<media::MediaKind>();
  const auto libraries = kind ? call.db().list_libraries(std::array{*kind}) : call.db().list_libraries(kAll);
  return json_answer({{"libraries", libraries}});
}

Answer create_library(const Call& call) {
  return json_answer({{"id", call.db().create_library(call.body<media::CreateLibraryParams>())}}, 201);
}

Answer list_genres(const Call& call) { return json_answer({{"genres", call.db().list_genres()}}); }

Answer create_genre(const Call& call) {
  return json_answer(call.db().create_genre(call.body<media::CreateGenreParams>()), 201);
}

// What the words find, and titles that look like them where they find nothing.
Answer search(const Call& call) {
  const auto words = call.query<std::string>("q");
  if (!words || words->empty()) throw HttpError(400, "\"q\" is missing");
  const auto hits = call.db().search_movies({.query = *words, .max_results = call.limit()});
  nlohmann::json suggestions = nlohmann::json::array();
  if (hits.empty()) suggestions = call.db().suggest_titles(*words);
  return json_answer({{"hits", hits}, {"suggestions", suggestions}});
}

Answer statistics(const Call& call) {
  return json_answer({{"ratings", call.db().get_rating_statistics()}, {"decades", call.db().count_movies_by_decade()}});
}

}  // namespace

void add_catalogue_endpoints(Router& router) {
  router.get("/api/v1/libraries", list_libraries);
  router.post("/api/v1/libraries", create_library);
  router.get("/api/v1/genres", list_genres);
  router.post("/api/v1/genres", create_genre);
  router.get("/api/v1/search", search);
  router.get("/api/v1/statistics", statistics);
}

}  // namespace media_service
