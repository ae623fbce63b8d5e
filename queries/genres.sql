-- name: CreateGenre :one
-- Add a genre below a place of the tree.
INSERT INTO genres (slug, name, path)
VALUES (@slug, @name, @path)
RETURNING *;

-- name: ListGenres :many
-- The genre tree with the depth of each node.
SELECT g.id, g.slug, g.name, nlevel(g.path) AS depth, subpath(g.path, 0, 1)::text AS root
FROM genres g
ORDER BY g.path;

-- name: ListGenresBelow :many
-- A genre and all genres below it.
SELECT * FROM genres WHERE path <@ @path::ltree ORDER BY path;

-- name: MatchGenres :many
-- Genres whose path matches a pattern such as `fiction.*{1}`.
SELECT slug FROM genres WHERE path ~ @pattern::lquery ORDER BY path;

-- name: TagMovie :exec
-- Put a film into a genre; saying it twice does no harm.
INSERT INTO movie_genres (movie_id, genre_id)
VALUES (@movie_id, @genre_id)
ON CONFLICT DO NOTHING;

-- name: TagMovieBySlugs :many
-- Put a film into genres by their slugs and return those that were new.
INSERT INTO movie_genres (movie_id, genre_id)
SELECT @movie_id, g.id
FROM genres g
WHERE g.slug IN (sqlc.slice(slugs))
ON CONFLICT (movie_id, genre_id) DO NOTHING
RETURNING genre_id;

-- name: UntagMovies :execrows
-- Take the films of a library out of a genre.
DELETE FROM movie_genres mg
USING movies m, genres g
WHERE m.id = mg.movie_id
  AND g.id = mg.genre_id
  AND m.library_id = @library_id
  AND g.slug = @slug;

-- name: RetagMovies :execrows
-- Move films from one genre to another where they are not there yet.
UPDATE movie_genres AS mg
SET genre_id = @to_genre_id
WHERE mg.genre_id = @from_genre_id
  AND NOT EXISTS (
      SELECT FROM movie_genres other
      WHERE other.movie_id = mg.movie_id AND other.genre_id = @to_genre_id
  );

-- name: ListMoviesInGenre :many
-- The films of a genre, from a set-returning function.
SELECT m.id, m.title FROM movies_in_genre(@genre) AS m ORDER BY m.title;

-- name: ListMovieGenres :many
-- Films with their genres as an array; films without a genre have an empty one.
SELECT m.id, m.title, coalesce(array_agg(g.name ORDER BY g.name) FILTER (WHERE g.id IS NOT NULL), '{}') AS genres
FROM movies m
LEFT JOIN movie_genres mg ON mg.movie_id = m.id
LEFT JOIN genres g ON g.id = mg.genre_id
GROUP BY m.id
ORDER BY m.title;

-- name: ListUnusedGenres :many
-- Genres that neither films nor series use.
SELECT g.id, g.slug
FROM movie_genres mg
RIGHT JOIN genres g ON g.id = mg.genre_id
LEFT JOIN series_genres sg ON sg.genre_id = g.id
WHERE mg.movie_id IS NULL AND sg.series_id IS NULL
ORDER BY g.slug;

-- name: ListGenrePairs :many
-- Which two genres go together how often.
SELECT a.name AS first_genre, b.name AS second_genre, count(*) AS movie_count
FROM movie_genres x
JOIN movie_genres y ON y.movie_id = x.movie_id AND y.genre_id > x.genre_id
JOIN genres a ON a.id = x.genre_id
JOIN genres b ON b.id = y.genre_id
GROUP BY a.name, b.name
HAVING count(*) >= @at_least::bigint
ORDER BY movie_count DESC, first_genre, second_genre;

-- name: ListGenresInCollection :many
-- Genres of the films of a collection, joined by the column they share.
SELECT DISTINCT g.slug
FROM movie_genres
NATURAL JOIN collection_movies
JOIN genres g ON g.id = genre_id
WHERE collection_id = @collection_id
ORDER BY g.slug;

-- name: ListGenreStatistics :many
-- What the materialized view knew when it was last refreshed.
SELECT * FROM genre_statistics ORDER BY movie_count DESC, genre_name;

-- name: RefreshGenreStatistics :exec
-- Bring the materialized view up to date without locking readers out.
REFRESH MATERIALIZED VIEW CONCURRENTLY genre_statistics;

-- name: AddSeriesGenre :exec
-- Put a series into a genre given by its slug.
INSERT INTO series_genres (series_id, genre_id)
SELECT @series_id, (SELECT g.id FROM genres g WHERE g.slug = @slug);

-- name: ListTopMoviesPerGenre :many
-- The best films of every genre; a genre without films gives one row of NULLs.
SELECT g.name AS genre, top.title, top.average
FROM genres g
LEFT JOIN LATERAL (
    SELECT m.title, avg(r.value) AS average
    FROM movie_genres mg
    JOIN movies m ON m.id = mg.movie_id
    JOIN ratings r ON r.movie_id = m.id
    WHERE mg.genre_id = g.id
    GROUP BY m.id
    ORDER BY average DESC, m.title
    LIMIT @per_genre
) AS top ON true
ORDER BY g.name, top.average DESC;
