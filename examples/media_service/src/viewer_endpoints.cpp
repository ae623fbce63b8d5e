#include <memory>
#include <string>

#include "activity_json.hpp"
#include "endpoints.hpp"
#include "films_json.hpp"
#include "ratings_json.hpp"
#include "users_json.hpp"
#include "watch_json.hpp"

namespace media_service {

namespace {

using pgscribe::Uuid;

Answer list_users(const Call& call) {
  media::PageOfUsersParams params{.role = call.query<media::UserRole>("role"),
                                  .page_size = call.limit(),
                                  .sort = call.query<media::PageOfUsersSort>("sort").value_or(media::PageOfUsersSort{}),
                                  .sort_descending = call.query<bool>("descending").value_or(false)};
  if (const auto after = call.query<std::string>("after")) {
    params.after = media::PageOfUsersCursor::parse(*after);
    if (!params.after) throw HttpError(400, "\"after\" is not the \"next\" of a page");
    params.sort = params.after->sort;
    params.sort_descending = params.after->sort_descending;
  }
  const auto page = call.db().page_of_users(params);
  nlohmann::json next;
  if (static_cast<std::int64_t>(page.size()) == params.page_size)
    next = to_string(media::PageOfUsersCursor::of(page.back(), params.sort, params.sort_descending));
  return json_answer({{"users", page}, {"next", next}});
}

// Only the key: the row holds the hash of the password.
Answer create_user(const Call& call) {
  const media::User user = call.db().create_user(call.body<media::CreateUserParams>());
  return json_answer({{"id", pgscribe::text_form(user.id)}}, 201);
}

Answer patch_user(const Call& call) {
  nlohmann::json body = call.object();
  body["id"] = pgscribe::text_form(call.path<Uuid>("id"));
  const auto user = call.db().patch_user(Call::read<media::PatchUserParams>(body));
  if (!user) throw HttpError(404, "there is no such user");
  return json_answer(*user);
}

// {"value": "8.5"}; 201 for a first vote.
Answer rate_movie(const Call& call) {
  nlohmann::json body = call.object();
  body["user_id"] = pgscribe::text_form(call.path<Uuid>("id"));
  body["movie_id"] = pgscribe::text_form(call.path<Uuid>("movie"));
  const auto vote = call.db().rate_movie(Call::read<media::RateMovieParams>(body));
  return json_answer(vote, vote.is_new ? 201 : 200);
}

Answer save_ratings(const Call& call) {
  return json_answer({{"saved", call.db().save_ratings(call.list<media::SaveRatingsParams>())}});
}

// {"position": "PT42M"}; 204 where what is known already is further on.
Answer save_progress(const Call& call) {
  nlohmann::json body = call.object();
  body["user_id"] = pgscribe::text_form(call.path<Uuid>("id"));
  body["movie_id"] = pgscribe::text_form(call.path<Uuid>("movie"));
  const auto saved = call.db().save_movie_progress(Call::read<media::SaveMovieProgressParams>(body));
  if (!saved) return {.status = 204};
  return json_answer(*saved);
}

Answer continue_watching(const Call& call) {
  const auto rows = call.db().list_continue_watching({.user_id = call.path<Uuid>("id"), .max_results = call.limit()});
  return json_answer({{"items", rows}});
}

/// The rows of a stream as lines of JSON, some at a time.
class ActivityLines {
 public:
  // The first row is read here, so that what is wrong at once has a status of its own.
  explicit ActivityLines(pgscribe::Stream<media::StreamActivityRow> stream)
      : stream_(std::move(stream)), more_(stream_.next(row_)) {}

  bool write(const Answer::Write& write) {
    std::string piece;
    for (; more_ && piece.size() < kPieceSize; more_ = stream_.next(row_))
      (piece += nlohmann::json(row_).dump()) += '\n';
    return (piece.empty() || write(piece)) && more_;
  }

 private:
  static constexpr std::size_t kPieceSize = 16 * 1024;

  pgscribe::Stream<media::StreamActivityRow> stream_;
  media::StreamActivityRow row_{};
  bool more_;
};

// As long as the log is, without holding it in memory.
Answer export_activity(const Call& call) {
  auto lines = std::make_shared<ActivityLines>(call.db().stream_activity(
      {.since = call.query<pgscribe::TimestampTz>("since").value_or(pgscribe::kNegativeInfinity<pgscribe::TimestampTz>),
       .until = call.query<pgscribe::TimestampTz>("until").value_or(pgscribe::kInfinity<pgscribe::TimestampTz>)}));
  return {.type = "application/x-ndjson",
          .pieces = [lines](const Answer::Write& write) { return lines->write(write); }};
}

}  // namespace

void add_viewer_endpoints(Router& router) {
  router.get("/api/v1/users", list_users);
  router.post("/api/v1/users", create_user);
  router.patch("/api/v1/users/:id", patch_user);
  router.put("/api/v1/users/:id/ratings/:movie", rate_movie);
  router.put("/api/v1/users/:id/progress/:movie", save_progress);
  router.get("/api/v1/users/:id/watching", continue_watching);
  router.put("/api/v1/ratings", save_ratings);
  router.get("/api/v1/activity", export_activity);
}

}  // namespace media_service
