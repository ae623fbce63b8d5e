#include <string>

#include "endpoints.hpp"
#include "films_json.hpp"
#include "movies_json.hpp"

namespace media_service {

namespace {

using pgscribe::Uuid;

[[noreturn]] void no_such_movie() { throw HttpError(404, "there is no such movie"); }

media::PageOfFilmsCursor cursor_of(const std::string& text) {
  const auto cursor = media::PageOfFilmsCursor::parse(text);
  if (!cursor) throw HttpError(400, "\"after\" is not the \"next\" of a page");
  return *cursor;
}

std::optional<media::PageOfFilmsReleased> released(const Call& call) {
  const auto from = call.query<pgscribe::Date>("released_from");
  const auto to = call.query<pgscribe::Date>("released_to");
  if (!from && !to) return std::nullopt;
  return media::PageOfFilmsReleased{.released_from = from.value_or(pgscribe::kNegativeInfinity<pgscribe::Date>),
                                    .released_to = to.value_or(pgscribe::kInfinity<pgscribe::Date>)};
}

// {"movies": [...], "next": "..."}; `next` is the `after` of the next page, or null on the last one.
Answer list_movies(const Call& call) {
  media::PageOfFilmsParams params{.library_id = call.query<std::int64_t>("library"),
                                  .title = call.query<std::string>("title"),
                                  .language = call.query<std::string>("language"),
                                  .released = released(call),
                                  .genre = call.query<std::string>("genre"),
                                  .page_size = call.limit(),
                                  .rated = call.query<bool>("rated").value_or(false),
                                  .sort = call.query<media::PageOfFilmsSort>("sort").value_or(media::PageOfFilmsSort{}),
                                  .sort_descending = call.query<bool>("descending").value_or(false)};
  if (const auto after = call.query<std::string>("after")) {
    params.after = cursor_of(*after);
    params.sort = params.after->sort;
    params.sort_descending = params.after->sort_descending;
  }
  const auto page = call.db().page_of_films(params);
  nlohmann::json next;
  if (static_cast<std::int64_t>(page.size()) == params.page_size)
    next = to_string(media::PageOfFilmsCursor::of(page.back(), params.sort, params.sort_descending));
  return json_answer({{"movies", page}, {"next", next}});
}

Answer create_movie(const Call& call) {
  nlohmann::json body = call.object();
  body.emplace("external_ids", nlohmann::json::object());
  const media::Movie movie = call.db().create_movie(Call::read<media::CreateMovieParams>(body));
  const std::string id = pgscribe::text_form(movie.id);
  Answer answer = json_answer({{"id", id}}, 201);
  answer.headers.emplace_back("Location", "/api/v1/movies/" + id);
  return answer;
}

Answer get_movie(const Call& call) {
  const auto movie = call.db().get_film(call.path<Uuid>("id"));
  if (!movie) no_such_movie();
  return json_answer(*movie);
}

// What the body leaves out stays; null makes it NULL.
Answer patch_movie(const Call& call) {
  nlohmann::json body = call.object();
  body["id"] = pgscribe::text_form(call.path<Uuid>("id"));
  const auto movie = call.db().patch_film(Call::read<media::PatchFilmParams>(body));
  if (!movie) no_such_movie();
  return json_answer(*movie);
}

Answer delete_movie(const Call& call) {
  if (!call.db().delete_movie(call.path<Uuid>("id"))) no_such_movie();
  return {.status = 204};
}

// Clients choose the ids, so that a request whose outcome they do not know can be sent again.
Answer import_movies(const Call& call) {
  const auto imported =
      call.db().import_films(call.path<std::int64_t>("library"), call.list<media::ImportFilmsParams>());
  return json_answer({{"movies", pgscribe::json_value(imported)}});
}

Answer set_genres(const Call& call) {
  const auto added =
      call.db().tag_movie_by_slugs({.movie_id = call.path<Uuid>("id"), .slugs = call.list<std::string>()});
  return json_answer({{"added", added.size()}});
}

}  // namespace

void add_movie_endpoints(Router& router) {
  router.get("/api/v1/movies", list_movies);
  router.post("/api/v1/movies", create_movie);
  router.get("/api/v1/movies/:id", get_movie);
  router.patch("/api/v1/movies/:id", patch_movie);
  router.remove("/api/v1/movies/:id", delete_movie);
  router.put("/api/v1/movies/:id/genres", set_genres);
  router.put("/api/v1/libraries/:library/movies", import_movies);
}

}  // namespace media_service
