-- name: CreateSeries :one
-- Add a series.
INSERT INTO series (library_id, title, overview, first_aired_on)
VALUES (@library_id, @title, @overview, @first_aired_on)
RETURNING *;

-- name: AddSeason :one
-- Add the next season of a series.
INSERT INTO seasons (series_id, number, title)
SELECT @series_id::bigint, coalesce(max(s.number), 0)::smallint + 1::smallint, sqlc.narg(title)::text
FROM seasons s
WHERE s.series_id = @series_id
RETURNING id, number;

-- name: AddEpisodes :batchexec
-- Add or rename episodes in one round trip.
INSERT INTO episodes (season_id, number, title, aired_on, length)
VALUES (@season_id, @number, @title, @aired_on, @length)
ON CONFLICT (season_id, number) DO UPDATE SET title = excluded.title;

-- name: AddEpisodeTitles :many
-- Add a season's episodes from a list of titles, numbered from one.
INSERT INTO episodes (season_id, number, title)
SELECT @season_id, t.place, t.title
FROM unnest(@titles::text[]) WITH ORDINALITY AS t (title, place)
RETURNING id, number, title;

-- name: GetSeries :one
-- Find one series.
SELECT * FROM series WHERE id = $1;

-- name: ListSeries :many
-- Series of a library with how much there is of each.
SELECT s.id,
       s.title,
       count(DISTINCT n.id) AS season_count,
       count(e.id) AS episode_count,
       min(e.aired_on) AS first_aired_on,
       sum(e.length) AS total_length
FROM series s
LEFT JOIN seasons n ON n.series_id = s.id
LEFT JOIN episodes e ON e.season_id = n.id
WHERE s.library_id = @library_id
GROUP BY s.id
ORDER BY s.title;

-- name: ListEpisodes :many
-- The episodes of a season with the number of the season.
SELECT e.*, n.number AS season_number
FROM episodes e
JOIN seasons n ON n.id = e.season_id
WHERE n.series_id = @series_id AND n.number = @season_number
ORDER BY e.number;

-- name: ListEpisodeGuide :many
-- The guide of a series in a period, from the view.
SELECT season_number, episode_number, episode_title, aired_on
FROM episode_guide
WHERE series_id = @series_id
  AND aired_on BETWEEN @first_day AND @last_day
ORDER BY season_number, episode_number;

-- name: GetEpisode :one
-- An episode with the whole of its season and series.
SELECT sqlc.embed(episodes), sqlc.embed(seasons), sqlc.embed(series)
FROM episodes
JOIN seasons ON seasons.id = episodes.season_id
JOIN series ON series.id = seasons.series_id
WHERE episodes.id = @id;

-- name: GetNextEpisode :one
-- The first episode of a series that a user has not finished.
SELECT g.id, g.season_number, g.number, g.title
FROM (
    SELECT e.id, n.number AS season_number, e.number, e.title
    FROM seasons n
    JOIN episodes e ON e.season_id = n.id
    WHERE n.series_id = @series_id
) AS g
WHERE NOT EXISTS (
    SELECT 1 FROM watch_history w
    WHERE w.user_id = @user_id AND w.episode_id = g.id AND w.finished
)
ORDER BY g.season_number, g.number
LIMIT 1;

-- name: ListEpisodeNeighbours :many
-- Each episode of a series with the one before and the one after it.
SELECT e.id,
       e.title,
       lag(e.title) OVER w AS previous_title,
       lead(e.title, 1, 'the end') OVER w AS next_title,
       row_number() OVER w AS place
FROM episodes e
JOIN seasons n ON n.id = e.season_id
WHERE n.series_id = @series_id
WINDOW w AS (ORDER BY n.number, e.number)
ORDER BY place;

-- name: SumEpisodeLengths :many
-- Playing time per season with a total for the series and for everything.
SELECT s.title AS series_title, n.number AS season_number, sum(e.length) AS total_length, count(*) AS episode_count
FROM series s
JOIN seasons n ON n.series_id = s.id
JOIN episodes e ON e.season_id = n.id
GROUP BY ROLLUP (s.title, n.number)
ORDER BY s.title NULLS LAST, n.number NULLS LAST;

-- name: GetSeriesDocument :one
-- A series with its seasons and their episodes nested.
SELECT json_build_object(
           'title', s.title,
           'seasons', (
               SELECT json_agg(json_build_object('number', n.number, 'episodes', e.titles) ORDER BY n.number)
               FROM seasons n
               CROSS JOIN LATERAL (
                   SELECT coalesce(array_agg(e.title ORDER BY e.number), '{}') AS titles
                   FROM episodes e
                   WHERE e.season_id = n.id
               ) AS e
               WHERE n.series_id = s.id
           )
       ) AS document
FROM series s
WHERE s.id = @id;

-- name: EndSeries :one
-- Mark a series as ended on the day of its last known episode.
UPDATE series AS s
SET ended = true,
    last_aired_on = last_episode.aired_on
FROM (
    SELECT n.series_id, max(e.aired_on) AS aired_on
    FROM seasons n
    JOIN episodes e ON e.season_id = n.id
    GROUP BY n.series_id
) AS last_episode
WHERE last_episode.series_id = s.id AND s.id = @id
RETURNING s.last_aired_on;

-- name: CountWorks :many
-- Films and series per library in one list.
SELECT l.name, 'movie'::media_kind AS kind, count(m.id) AS work_count
FROM libraries l LEFT JOIN movies m ON m.library_id = l.id
GROUP BY l.id
UNION ALL
SELECT l.name, 'series'::media_kind, count(s.id)
FROM libraries l LEFT JOIN series s ON s.library_id = l.id
GROUP BY l.id
ORDER BY name, kind;
