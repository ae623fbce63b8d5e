-- name: SaveMovieProgress :one
-- Remember where a viewer stopped; going back is only taken after the end.
INSERT INTO watch_history AS w (user_id, movie_id, position)
VALUES (@user_id, @movie_id::uuid, @position)
ON CONFLICT (user_id, movie_id) WHERE movie_id IS NOT NULL DO UPDATE
SET position = excluded.position, watched_at = now(), finished = false
WHERE w.finished OR w.position < excluded.position
RETURNING w.id, w.position;

-- name: SaveEpisodeProgress :batchexec
-- Remember where a viewer stopped in many episodes.
INSERT INTO watch_history (user_id, episode_id, position, finished, watched_at)
VALUES (@user_id, @episode_id::bigint, @position, @finished, @watched_at)
ON CONFLICT (user_id, episode_id) WHERE episode_id IS NOT NULL DO UPDATE
SET position = excluded.position, finished = excluded.finished, watched_at = excluded.watched_at;

-- name: FinishMovie :execrows
-- Mark a film as seen to the end.
UPDATE watch_history SET finished = true, watched_at = now() WHERE user_id = @user_id AND movie_id = @movie_id;

-- name: ImportWatchHistory :copyfrom
-- Load the history of films from elsewhere.
INSERT INTO watch_history (user_id, movie_id, position, finished, watched_at)
VALUES (@user_id, @movie_id, @position, @finished, @watched_at);

-- name: ListContinueWatching :many
-- What a viewer began and did not finish, with how far they got.
SELECT w.movie_id,
       w.episode_id,
       coalesce(m.title, e.title) AS title,
       w.position,
       (extract(epoch FROM w.position)
        / nullif(extract(epoch FROM coalesce(make_interval(mins => m.runtime_minutes), e.length)), 0))::double precision AS progress
FROM watch_history w
LEFT JOIN movies m ON m.id = w.movie_id
LEFT JOIN episodes e ON e.id = w.episode_id
WHERE w.user_id = @user_id AND NOT w.finished
ORDER BY w.watched_at DESC
LIMIT @max_results;

-- name: ListWatchHistory :many
-- The history of one viewer.
SELECT * FROM watch_history WHERE user_id = @user_id ORDER BY watched_at DESC, id;

-- name: SumWatchTime :many
-- How long everybody watched; viewers with nothing have zero.
SELECT u.username, coalesce(sum(w.position), '0') AS watch_time, count(w.id) FILTER (WHERE w.finished) AS finished_count
FROM shared.live_users u
LEFT JOIN watch_history w ON w.user_id = u.id
GROUP BY u.id, u.username
ORDER BY watch_time DESC, u.username;

-- name: ListWatchStreaks :many
-- Runs of days on which a viewer watched something.
WITH days AS (
    SELECT DISTINCT (w.watched_at AT TIME ZONE 'UTC')::date AS day
    FROM watch_history w
    WHERE w.user_id = @user_id
), grouped AS (
    SELECT day, day - (row_number() OVER (ORDER BY day))::integer AS anchor
    FROM days
)
SELECT min(day) AS first_day, max(day) AS last_day, count(*) AS day_count
FROM grouped
GROUP BY anchor
ORDER BY first_day;

-- name: ListAlsoWatched :many
-- What those who saw a film saw besides.
SELECT m.id, m.title, count(*) AS viewer_count
FROM watch_history seen
JOIN watch_history other ON other.user_id = seen.user_id AND other.movie_id <> seen.movie_id
JOIN movies m ON m.id = other.movie_id
WHERE seen.movie_id = @movie_id
GROUP BY m.id
ORDER BY viewer_count DESC, m.title;

-- name: ListUnwatchedMovies :many
-- Films of a viewer's libraries that they never began.
SELECT m.id, m.title
FROM movies m
WHERE m.library_id IN (SELECT lm.library_id FROM library_members lm WHERE lm.user_id = @user_id)
  AND NOT EXISTS (SELECT 1 FROM watch_history w WHERE w.user_id = @user_id AND w.movie_id = m.id)
ORDER BY m.title;

-- name: CountViewsPerMonth :many
-- Views per month with the running total.
SELECT date_trunc('month', w.watched_at, 'UTC') AS month,
       count(*) AS view_count,
       sum(count(*)) OVER (ORDER BY date_trunc('month', w.watched_at, 'UTC')) AS running_total
FROM watch_history w
GROUP BY 1
ORDER BY 1;

-- name: ForgetWatchHistory :many
-- Move the old history of a viewer out and return what was moved.
WITH forgotten AS (
    DELETE FROM watch_history
    WHERE user_id = @user_id AND watched_at < @before
    RETURNING id, movie_id, episode_id, watched_at
), logged AS (
    INSERT INTO shared.activity_log (user_id, action, details)
    SELECT @user_id, 'history.forget', jsonb_build_object('count', count(*)) FROM forgotten
    RETURNING id
)
SELECT f.id, f.movie_id, f.episode_id, f.watched_at, (SELECT logged.id FROM logged) AS log_id
FROM forgotten f
ORDER BY f.watched_at;
