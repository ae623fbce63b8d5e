// A walk through the media library: a throwaway PostgreSQL, the migrations of schema/, and the Querier that pgscribe
// generated from queries/. Every step prints what the database answered.

#include <array>
#include <chrono>
#include <exception>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pgscribe/migrator.hpp"
#include "pgscribe/pool.hpp"
#include "pgscribe/testing.hpp"
#include "querier.hpp"

namespace {

using namespace std::chrono_literals;
using pgscribe::Json;
using pgscribe::Uuid;

void heading(std::string_view text) { std::cout << "\n== " << text << '\n'; }

pgscribe::Date date(int year, unsigned month, unsigned day) {
  return std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

struct Accounts {
  media::User ada;
  media::User bert;
};

Accounts create_accounts(media::Querier& db) {
  heading("Accounts (:one with RETURNING, an error that names the constraint)");
  Accounts accounts{.ada = db.create_user({.username = "ada",
                                           .email = "ada@example.org",
                                           .password_hash = "...",
                                           .display_name = "Ada Quill",
                                           .role = media::UserRole::admin}),
                    .bert = db.create_user({.username = "bert",
                                            .email = "bert@example.org",
                                            .password_hash = "...",
                                            .display_name = std::nullopt,
                                            .role = media::UserRole::viewer})};
  for (const auto* user : {&accounts.ada, &accounts.bert}) {
    std::cout << user->username << " is " << to_string(user->role) << ", shown as "
              << user->display_name.value_or("(no name)") << '\n';
  }
  try {
    (void)db.create_user(
        {.username = "ADA", .email = "other@example.org", .password_hash = "...", .display_name = {}, .role = {}});
  } catch (const pgscribe::UniqueViolation& error) {
    std::cout << "a second ADA is refused: " << error.sqlstate() << " by " << error.constraint() << " in "
              << error.query() << '\n';
  }
  return accounts;
}

struct Films {
  std::int64_t library = 0;
  media::Movie keeper;
  media::Movie cafe;
};

Films fill_library(media::Querier& db, const Accounts& accounts) {
  heading("A library (:execlastid, composites, arrays, JSON, ltree, enums)");
  Films films;
  films.library = db.create_library({.name = "Films",
                                     .kind = media::MediaKind::movie,
                                     .root_paths = {"/media/films"},
                                     .options = pgscribe::Hstore{{"scan", "daily"}}});
  std::cout << db.add_library_member({.library_id = films.library, .user_id = accounts.ada.id, .can_edit = true})
            << " member added\n";

  films.keeper = db.create_movie(
      {.library_id = films.library,
       .title = "The Lighthouse Keeper",
       .original_title = std::nullopt,
       .overview = "A keeper guards a light and a secret.",
       .released_on = date(1954, 5, 20),
       .runtime_minutes = 95,
       .budget = media::MoneyAmount{.amount = pgscribe::Numeric::parse("1200000.50"), .currency = "USD"},
       .languages = std::vector<std::string>{"en"},
       .external_ids = Json{R"({"imdb": "tt0000101"})"}});
  films.cafe = db.create_movie({.library_id = films.library,
                                .title = "Midnight Café",
                                .original_title = "Café Minuit",
                                .overview = "Two strangers share a secret at midnight.",
                                .released_on = date(1968, 11, 2),
                                .runtime_minutes = 110,
                                .budget = std::nullopt,
                                .languages = std::vector<std::string>{"fr", "en"},
                                .external_ids = Json{"{}"}});
  for (const auto* name : {"Drama", "Mystery"}) {
    std::string slug{name};
    slug.front() = static_cast<char>(slug.front() - 'A' + 'a');
    const media::Genre genre = db.create_genre({.slug = slug, .name = name, .path = "fiction." + slug});
    db.tag_movie({.movie_id = films.keeper.id, .genre_id = genre.id});
  }
  const media::Person star =
      db.create_person({.name = "Iris Vane", .born_on = date(1920, 2, 3), .biography = {}, .aliases = {"I. Vane"}});
  (void)db.credit_movie({.movie_id = films.keeper.id,
                         .person_id = star.id,
                         .role = media::CreditRole::actor,
                         .character = "Keeper",
                         .billing = 1});

  for (const auto& row : db.list_movie_genres()) {
    std::cout << row.title << ':';
    for (const auto& genre : row.genres) std::cout << ' ' << genre;
    std::cout << (row.genres.empty() ? " no genre\n" : "\n");
  }
  for (const auto& role : db.list_cast(films.keeper.id)) {
    std::cout << role.name << " plays " << role.character.value_or("somebody") << '\n';
  }
  return films;
}

void import_and_stream(media::Querier& db, const Accounts& accounts) {
  heading("Bulk (:copyfrom in, :stream out)");
  std::vector<media::ImportActivityParams> lines;
  for (int i = 0; i < 10'000; ++i) {
    lines.push_back(
        {.user_id = accounts.ada.id,
         .action = i % 2 == 0 ? "movie.play" : "movie.pause",
         .subject = std::nullopt,
         .details = Json{"{\"second\": " + std::to_string(i) + "}"},
         .logged_at = std::chrono::sys_days{std::chrono::year{2025} / 1 / 31} + std::chrono::seconds{20 * i}});
  }
  std::cout << db.import_activity(lines) << " lines copied\n";

  std::size_t streamed = 0;
  for (const auto& line : db.stream_activity({.since = lines.front().logged_at, .until = lines.back().logged_at})) {
    if (++streamed == 1)
      std::cout << "first: " << pgscribe::to_string(line.logged_at) << ' ' << line.action << " by "
                << line.username.value_or("nobody") << '\n';
  }
  std::cout << streamed << " lines streamed in constant memory\n";
  for (const auto& part : db.count_activity_per_partition(lines.back().logged_at)) {
    std::cout << part.partition_name << ": " << part.line_count << '\n';
  }
}

void search(media::Querier& db, const Films& films) {
  heading("Search (full text, optional filters)");
  for (const auto& hit : db.search_movies({.query = "secret -stranger", .max_results = 5})) {
    std::cout << hit.title << ", rank " << hit.rank << ": " << hit.excerpt << '\n';
  }
  const auto found =
      db.find_movies({.library_id = films.library, .language = "fr", .newest_first = true, .page_size = 10});
  for (const auto& movie : found) {
    std::cout << "in French: " << movie.title << " ("
              << (movie.released_on ? pgscribe::to_string(*movie.released_on) : "?") << ")\n";
  }
}

void watch(media::Querier& db, const Accounts& accounts, const Films& films) {
  heading("Watching and voting (upserts, :batchexec, :batchmany)");
  for (const auto position : {50min, 20min}) {
    const auto saved = db.save_movie_progress(
        {.user_id = accounts.ada.id, .movie_id = films.cafe.id, .position = {{.time = position}}});
    std::cout << "at " << position.count() << " min: " << (saved ? "saved" : "kept what was further on") << '\n';
  }
  for (const auto& row : db.list_continue_watching({.user_id = accounts.ada.id, .max_results = 3})) {
    std::cout << row.title.value_or("?") << " is seen to " << static_cast<int>(100 * row.progress.value_or(0))
              << " %\n";
  }

  const std::array<media::RateMoviesParams, 3> votes{
      {{.user_id = accounts.ada.id, .movie_id = films.keeper.id, .value = 9},
       {.user_id = accounts.bert.id, .movie_id = films.keeper.id, .value = 7},
       {.user_id = accounts.bert.id, .movie_id = Uuid{}, .value = 1}}};
  const auto results = db.rate_movies(votes);
  for (std::size_t i = 0; i < results.size(); ++i) {
    std::cout << "vote " << i + 1 << ": "
              << (results[i].ok() ? "counted" : "refused by " + results[i].error()->constraint()) << '\n';
  }
  const std::array films_asked{films.keeper.id, films.cafe.id};
  const auto ratings = db.list_ratings_of_movies(films_asked);
  std::cout << ratings[0].value().size() << " votes on the first film, " << ratings[1].value().size()
            << " on the second\n";
}

void change_of_mind(pgscribe::Pool& pool, const Accounts& accounts, const Films& films) {
  heading("Transactions (commit on return, rollback on throw)");
  media::Querier db{pool};
  const auto playlist = pool.transaction([&](pgscribe::Transaction& transaction) {
    media::Querier in_transaction{transaction};
    const auto created = in_transaction.create_playlist(
        {.owner_id = accounts.ada.id, .name = "Rainy days", .visibility = media::Visibility::unlisted});
    (void)in_transaction.append_to_playlist({.playlist_id = created.id, .movie_ids = {films.keeper.id, films.cafe.id}});
    in_transaction.defer_playlist_positions();
    (void)in_transaction.swap_playlist_items({.first_position = 1, .second_position = 2, .playlist_id = created.id});
    return created;
  });
  for (const auto& item : db.list_playlist_items(playlist.id)) std::cout << item.position << ". " << item.title << '\n';

  try {
    pool.transaction([&](pgscribe::Transaction& transaction) {
      media::Querier in_transaction{transaction};
      std::cout << in_transaction.delete_user(accounts.bert.id) << " account deleted, then a second thought\n";
      throw std::runtime_error("keep bert");
    });
  } catch (const std::runtime_error& error) {
    const auto bert = db.get_user(accounts.bert.id);
    std::cout << error.what() << ": " << (bert && !bert->deleted_at ? "still there" : "gone") << '\n';
  }
}

void work(media::Querier& db) {
  heading("A job queue (FOR UPDATE SKIP LOCKED, a type of the application's own)");
  (void)db.enqueue_job({.queue = "default",
                        .kind = "scan",
                        .payload = {.path = "/media/films", .size = 2},
                        .priority = 5,
                        .run_at = {}});
  (void)db.enqueue_default_job("tidy");
  for (const auto& job : db.take_jobs({.queue = "default", .batch_size = 10, .worker = "example"})) {
    std::cout << job.kind << ' ' << job.payload.path.value_or("(nothing)") << ", attempt " << job.attempts << ": "
              << (db.finish_job(job.id) == 1 ? "done" : "lost") << '\n';
  }
}

int run() {
  heading("Database");
  const pgscribe::testing::TemporaryServer server;
  pgscribe::Pool pool{pgscribe::PoolOptions{.conninfo = server.conninfo(), .max_connections = 4}};
  pgscribe::Migrator migrator{pool, pgscribe::read_migrations(MEDIA_LIBRARY_SCHEMA_DIR)};
  std::cout << migrator.up() << " migrations applied to a server of our own\n";

  media::Querier db{pool};
  const Accounts accounts = create_accounts(db);
  const Films films = fill_library(db, accounts);
  import_and_stream(db, accounts);
  search(db, films);
  watch(db, accounts, films);
  change_of_mind(pool, accounts, films);
  work(db);

  heading("Totals");
  for (const auto& library : db.get_library_totals()) {
    std::cout << library.name << ": " << library.movie_count.value_or(0) << " films\n";
  }
  return 0;
}

}  // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& error) {
    std::cerr << "media_library: " << error.what() << '\n';
    return 1;
  }
}
