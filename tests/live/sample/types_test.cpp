#include "sample_test.hpp"

#include <type_traits>

// What the generated signatures promise: how many rows, and where NULL can be. Compiling is the test.
namespace sample {

namespace {

using media::Querier;
using pgscribe::Uuid;

template <typename T>
using Opt = std::optional<T>;

template <auto Method>
struct Returned;
template <typename Class, typename Result, typename... Arguments, Result (Class::*Method)(Arguments...) const>
struct Returned<Method> {
  using Type = Result;
};
template <auto Method, typename T>
inline constexpr bool kReturns = std::is_same_v<typename Returned<Method>::Type, T>;

// :one, exactly one row.
static_assert(kReturns<&Querier::create_movie, media::Movie>);
static_assert(kReturns<&Querier::count_movies, std::int64_t>);
static_assert(kReturns<&Querier::put_server_setting, media::PutServerSettingRow>,
              "DO UPDATE without WHERE always gives a row");
static_assert(kReturns<&Querier::get_rating_statistics, media::GetRatingStatisticsRow>,
              "an aggregate without GROUP BY");
static_assert(kReturns<&Querier::get_user_settings_document, pgscribe::Json>, "coalesce ends in a constant");
static_assert(kReturns<&Querier::get_longest_title, Opt<std::string>>, "one row, whose value can be NULL");
static_assert(kReturns<&Querier::count_search_hits, std::int64_t>, "-- @column total not null");

// :one, at most one row.
static_assert(kReturns<&Querier::get_movie, Opt<media::Movie>>);
static_assert(kReturns<&Querier::save_movie_progress, Opt<media::SaveMovieProgressRow>>,
              "DO UPDATE with WHERE may give no row");
static_assert(kReturns<&Querier::get_preference, Opt<Opt<std::string>>>, "no row, or a row with NULL");
static_assert(kReturns<&Querier::find_movie_by_external_id, Opt<media::FindMovieByExternalIdRow>>, "LIMIT 1");

// The other commands.
static_assert(kReturns<&Querier::create_library, std::int64_t>);
static_assert(kReturns<&Querier::tag_movie, void>);
static_assert(kReturns<&Querier::delete_ratings, std::int64_t>);
static_assert(kReturns<&Querier::mark_notifications_read, pgscribe::CommandResult>);
static_assert(kReturns<&Querier::stream_files, pgscribe::Stream<media::StreamFilesRow>>);
static_assert(kReturns<&Querier::touch_users, pgscribe::BatchResults<void>>);
static_assert(kReturns<&Querier::remove_users, pgscribe::BatchResults<Opt<std::string>>>);
static_assert(
    kReturns<&Querier::list_ratings_of_movies, pgscribe::BatchResults<std::vector<media::ListRatingsOfMoviesRow>>>);

// Columns of one table in order are the table's struct; one column is a bare value; -- @row names a shared struct.
static_assert(kReturns<&Querier::list_libraries, std::vector<media::Library>>);
static_assert(kReturns<&Querier::match_genres, std::vector<std::string>>);
static_assert(kReturns<&Querier::list_newest_movies, std::vector<media::MovieSummary>>);
static_assert(kReturns<&Querier::list_longest_movies, std::vector<media::MovieSummary>>);
static_assert(kReturns<&Querier::get_job_payload, Opt<media_library::JobPayload>>);

// NOT NULL comes from primary keys, identity, NOT NULL domains, generated and altered columns.
static_assert(std::is_same_v<decltype(media::ApiKey::id), Uuid>);
static_assert(std::is_same_v<decltype(media::Session::token_digest), pgscribe::Bytes>);
static_assert(std::is_same_v<decltype(media::Credit::billing), std::int16_t>);
static_assert(std::is_same_v<decltype(media::Playlist::visibility), media::Visibility>);
static_assert(std::is_same_v<decltype(media::QarHolding::title), std::string>, "LIKE copies NOT NULL");
static_assert(std::is_same_v<decltype(media::QarHolding::clearance), Opt<media::QarClearance>>);

// Joins.
static_assert(std::is_same_v<decltype(media::ListMoviesWithFilesRow::f), Opt<media::MediaFile>>, "LEFT JOIN");
static_assert(std::is_same_v<decltype(media::GetMovieInLibraryRow::l), media::Library>, "inner join");
static_assert(std::is_same_v<decltype(media::StreamActivityRow::username), Opt<std::string>>);
static_assert(std::is_same_v<decltype(media::ListLibraryAccessRow::can_edit), Opt<bool>>);
static_assert(std::is_same_v<decltype(media::ListLibraryAccessRow::library_name), std::string>,
              "CROSS JOIN before LEFT JOIN");
static_assert(std::is_same_v<decltype(media::ListEffectiveSettingsRow::key), std::string>,
              "USING merges the keys of a FULL JOIN");
static_assert(std::is_same_v<decltype(media::ListEffectiveSettingsRow::server_value), Opt<pgscribe::Json>>);

// Expressions.
static_assert(std::is_same_v<decltype(media::ListEpisodeNeighboursRow::previous_title), Opt<std::string>>,
              "lag of the first row");
static_assert(std::is_same_v<decltype(media::ListEpisodeNeighboursRow::next_title), std::string>,
              "lead with a default");
static_assert(std::is_same_v<decltype(media::ListMovieGenresRow::genres), std::vector<std::string>>);
static_assert(std::is_same_v<decltype(media::CountCreditsByRoleRow::ever_produced), Opt<bool>>, "bool_or of nothing");
static_assert(std::is_same_v<decltype(media::CountCreditsByRoleRow::as_actor), std::int64_t>);
static_assert(std::is_same_v<decltype(media::SummarizeActivityRow::action), Opt<std::string>>, "GROUPING SETS");
static_assert(std::is_same_v<decltype(media::ListBirthdaysRow::birthday), pgscribe::Date>,
              "WHERE birthday IS NOT NULL");
static_assert(std::is_same_v<decltype(media::ListBudgetsRow::budget), media::MoneyAmount>);

// Parameters: nullable where the column is, where sqlc.narg says so, and where -- @param does.
static_assert(std::is_same_v<decltype(media::CreateMovieParams::title), std::string>);
static_assert(std::is_same_v<decltype(media::CreateMovieParams::overview), Opt<std::string>>);
static_assert(std::is_same_v<decltype(media::UpdateUserProfileParams::time_zone), Opt<std::string>>);
static_assert(std::is_same_v<decltype(media::FindMoviesParams::query), Opt<std::string>>);
static_assert(std::is_same_v<decltype(media::FindMoviesParams::page_size), std::int64_t>);
static_assert(std::is_same_v<decltype(media::TagMovieBySlugsParams::slugs), std::vector<std::string>>, "sqlc.slice");
static_assert(std::is_same_v<decltype(media::EnqueueJobParams::payload), media_library::JobPayload>,
              "override by column");

}  // namespace

}  // namespace sample
