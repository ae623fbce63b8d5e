#include <string>

#include "endpoints.hpp"
#include "lists_json.hpp"
#include "playlists_json.hpp"

namespace media_service {

namespace {

using pgscribe::Uuid;

// {"name": ..., "visibility": ..., "movies": [ids]}: the playlist with all of them, or none of it.
Answer create_playlist(const Call& call) {
  nlohmann::json body = call.object();
  body["owner_id"] = pgscribe::text_form(call.path<Uuid>("id"));
  body.emplace("visibility", "private");
  const auto params = Call::read<media::CreatePlaylistParams>(body);
  const auto movies = Call::read<std::vector<Uuid>>(body.value("movies", nlohmann::json::array()));
  const media::Playlist playlist = call.transaction([&](const media::Querier& db) {
    const media::Playlist created = db.create_playlist(params);
    (void)db.append_to_playlist({.playlist_id = created.id, .movie_ids = movies});
    return created;
  });
  const std::string id = pgscribe::text_form(playlist.id);
  Answer answer = json_answer({{"id", id}}, 201);
  answer.headers.emplace_back("Location", "/api/v1/playlists/" + id);
  return answer;
}

Answer list_playlists(const Call& call) {
  return json_answer({{"playlists", call.db().list_playlists(call.path<Uuid>("id"))}});
}

Answer get_playlist(const Call& call) {
  const auto found = call.db().get_playlist(call.path<Uuid>("id"));
  if (found.empty()) throw HttpError(404, "there is no such playlist");
  return json_answer(found.front());
}

Answer append_to_playlist(const Call& call) {
  const auto added =
      call.db().append_to_playlist({.playlist_id = call.path<Uuid>("id"), .movie_ids = call.list<Uuid>()});
  return json_answer({{"added", added}});
}

}  // namespace

void add_playlist_endpoints(Router& router) {
  router.get("/api/v1/users/:id/playlists", list_playlists);
  router.post("/api/v1/users/:id/playlists", create_playlist);
  router.get("/api/v1/playlists/:id", get_playlist);
  router.post("/api/v1/playlists/:id/movies", append_to_playlist);
}

}  // namespace media_service
