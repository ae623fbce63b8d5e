-- name: CreateMovie :one
-- Add a film.
INSERT INTO movies (library_id, title, original_title, overview, released_on, runtime_minutes, budget, languages, external_ids)
VALUES (@library_id, @title, @original_title, @overview, @released_on, @runtime_minutes, @budget, @languages, @external_ids)
RETURNING *;

-- name: GetMovie :one
-- Find one film.
SELECT * FROM movies WHERE id = @id;

-- name: GetMovies :batchone
-- Find several films in one round trip.
SELECT m.id, m.title FROM movies m WHERE m.id = @id;

-- name: ImportMovies :copyfrom
-- Load films in bulk.
INSERT INTO movies (id, library_id, title, released_on, runtime_minutes, languages)
VALUES (@id, @library_id, @title, @released_on, @runtime_minutes, @languages);

-- name: UpdateMovie :one
-- Replace what a scan found; an unknown value becomes NULL.
UPDATE movies
SET title = @title,
    overview = sqlc.narg(overview),
    released_on = sqlc.narg(released_on),
    runtime_minutes = sqlc.narg(runtime_minutes),
    poster_url = sqlc.narg(poster_url)
WHERE id = @id
RETURNING *;

-- name: DeleteMovie :one
-- Remove a film and return what it was called.
DELETE FROM movies WHERE id = @id RETURNING title;

-- name: CountMovies :one
-- How many films there are.
SELECT count(*) FROM movies;

-- name: ListMovies :many
-- Page through a library by title.
SELECT m.id, m.title, m.released_on
FROM movies m
WHERE m.library_id = @library_id
ORDER BY m.title, m.id
LIMIT @page_size OFFSET @skip;

-- name: ListMoviesAfter :many
-- The next films after a title, without counting from the start.
SELECT m.id, m.title
FROM movies m
WHERE m.library_id = @library_id
  AND (m.title, m.id) > (@after_title, @after_id)
ORDER BY m.title, m.id
FETCH FIRST @page_size ROWS ONLY;

-- name: ListNewestMovies :many
-- The films that came out last.
-- @row MovieSummary
SELECT m.id, m.title, m.released_on, m.runtime_minutes
FROM movies m
ORDER BY m.released_on DESC NULLS LAST, m.title
LIMIT $1;

-- name: ListLongestMovies :many
-- The longest films of those whose length is known.
-- @row MovieSummary
-- @column runtime_minutes nullable
SELECT m.id, m.title, m.released_on, m.runtime_minutes
FROM movies m
WHERE m.runtime_minutes IS NOT NULL
ORDER BY m.runtime_minutes DESC, m.title
LIMIT $1;

-- name: FindMovies :many
-- Filter films by anything; a filter that is NULL does not filter.
-- @param query nullable
-- @timeout 500ms
SELECT m.id, m.title, m.released_on, m.runtime_minutes, l.name AS library_name
FROM movies m
JOIN libraries l ON l.id = m.library_id
WHERE (@query::text IS NULL OR m.title ILIKE '%' || @query || '%' OR m.original_title ILIKE '%' || @query || '%')
  AND (sqlc.narg(library_id)::bigint IS NULL OR m.library_id = sqlc.narg(library_id))
  AND (sqlc.narg(released_from)::date IS NULL OR m.released_on >= sqlc.narg(released_from))
  AND (sqlc.narg(released_to)::date IS NULL OR m.released_on <= sqlc.narg(released_to))
  AND (sqlc.narg(language)::text IS NULL OR sqlc.narg(language) = ANY (m.languages))
  AND (sqlc.narg(longer_than)::integer IS NULL OR m.runtime_minutes > sqlc.narg(longer_than))
ORDER BY CASE WHEN @newest_first::boolean THEN m.released_on END DESC NULLS LAST, m.title
LIMIT @page_size;

-- name: GetMovieInLibrary :one
-- A film together with its library.
SELECT sqlc.embed(m), sqlc.embed(l)
FROM movies m
JOIN libraries l ON m.library_id = l.id
WHERE m.id = @id;

-- name: ListMoviesWithFiles :many
-- Films with their files; a film without one still gives a row.
SELECT m.title, sqlc.embed(f)
FROM movies m
LEFT JOIN media_files f ON f.movie_id = m.id
WHERE m.library_id = @library_id
ORDER BY m.title, f.path;

-- name: ListMovieOverviews :many
-- Films with their votes, from the view.
SELECT * FROM movie_overviews WHERE library_id = @library_id ORDER BY title;

-- name: CountMoviesByDecade :many
-- Films per decade; those without a date are counted last.
SELECT release_decade(m.released_on) AS decade,
       count(*) AS movie_count,
       min(m.released_on) AS first_release,
       string_agg(m.title, ', ' ORDER BY m.title) AS titles
FROM movies m
GROUP BY decade
ORDER BY decade NULLS LAST;

-- name: SetMovieBudget :one
-- Store a budget from its parts.
UPDATE movies
SET budget = ROW(@amount::numeric, @currency::text)::money_amount
WHERE id = @id
RETURNING budget, (budget).amount, (budget).currency;

-- name: ListMoviesByBudget :many
-- Films that cost more than an amount of a currency.
SELECT m.title, (m.budget).amount AS amount
FROM movies m
WHERE (m.budget).currency = @currency AND (m.budget).amount > @more_than
ORDER BY amount DESC;

-- name: ListBudgets :many
-- The whole budget of every film that has one.
-- @column budget not null
SELECT m.title, m.budget
FROM movies m
WHERE m.budget IS NOT NULL
ORDER BY m.title;

-- name: FindMovieByExternalId :one
-- Find the film that another catalogue knows under an identifier.
SELECT m.id, m.title, m.external_ids ->> @source::text AS external_id
FROM movies m
WHERE m.external_ids @> jsonb_build_object(@source::text, @external_id::text)
ORDER BY m.added_at
LIMIT 1;

-- name: SetExternalId :one
-- Remember an identifier of another catalogue.
UPDATE movies
SET external_ids = jsonb_set(external_ids, ARRAY[@source::text], to_jsonb(@external_id::text))
WHERE id = @id
RETURNING external_ids;

-- name: RemoveExternalIds :execrows
-- Forget an identifier wherever it is known.
UPDATE movies SET external_ids = external_ids - @source::text WHERE external_ids ? @source;

-- name: ListMoviesKnownTo :many
-- Films that any of several catalogues knows.
SELECT m.title, (SELECT count(*) FROM jsonb_object_keys(m.external_ids)) AS source_count
FROM movies m
WHERE m.external_ids ?| @sources::text[]
ORDER BY source_count DESC, m.title;

-- name: AddMovieLanguage :execrows
-- Add a language that a film does not have yet.
UPDATE movies
SET languages = array_append(languages, @language::text)
WHERE id = @id AND NOT coalesce(@language = ANY (languages), false);

-- name: ListMoviesInLanguages :many
-- Films with at least one of some languages.
SELECT m.title, m.languages, cardinality(m.languages) AS language_count
FROM movies m
WHERE m.languages && @languages
ORDER BY m.title;

-- name: CountMoviesByLanguage :many
-- Films per language.
SELECT spoken AS language, count(*) AS movie_count, array_agg(m.title ORDER BY m.title) AS titles
FROM movies m, unnest(m.languages) AS spoken
GROUP BY spoken
ORDER BY movie_count DESC, spoken;

-- name: GetMovieDocument :one
-- Everything about a film as one JSON document.
SELECT jsonb_build_object(
           'title', m.title,
           'year', extract(year FROM m.released_on)::integer,
           'genres', coalesce((
               SELECT jsonb_agg(g.name ORDER BY g.name)
               FROM movie_genres mg
               JOIN genres g ON g.id = mg.genre_id
               WHERE mg.movie_id = m.id
           ), '[]'),
           'cast', (
               SELECT json_agg(json_build_object('name', p.name, 'as', c.character) ORDER BY c.billing)
               FROM credits c
               JOIN people p ON p.id = c.person_id
               WHERE c.movie_id = m.id AND c.role = 'actor'
           )
       ) AS document
FROM movies m
WHERE m.id = @id;

-- name: ListMovieTitles :many
-- Titles in capitals with what stands in brackets cut off.
SELECT upper(trim(regexp_replace(m.title, '\s*\(.*\)$', ''))) AS shouted,
       length(m.title) AS title_length,
       left(m.title, 1) AS initial,
       split_part(m.title, ' ', 1) AS first_word,
       concat_ws(' / ', m.title, m.original_title) AS full_title,
       format('%s (%s)', m.title, coalesce(to_char(m.released_on, 'YYYY'), '?')) AS label
FROM movies m
WHERE m.library_id = @library_id
ORDER BY m.title;

-- name: GetLongestTitle :one
-- The longest title of a library, with an aggregate of our own.
SELECT longest(m.title ORDER BY m.title) AS title FROM movies m WHERE m.library_id = @library_id;

-- name: GetMovieTitle :one
-- The first filled one of a nickname, the original title and the title.
SELECT first_filled(@nickname, m.original_title, m.title) AS title FROM movies m WHERE m.id = @id;

-- name: MoveMovies :many
-- Move films to the library of a name and return where they came from.
UPDATE movies AS m
SET library_id = target.id
FROM libraries target, libraries origin
WHERE target.name = @target_name
  AND origin.id = m.library_id
  AND m.id = ANY (@ids::uuid[])
RETURNING m.title, origin.name AS from_library, target.name AS to_library;

-- name: GetMovieSheet :one
-- A film with its library, its genres, and a few other films of each.
SELECT m.title,
       (SELECT l FROM (SELECT l.id, l.name FROM libraries l WHERE l.id = m.library_id) l) AS library,
       ARRAY(SELECT g
             FROM (SELECT g.name,
                          ARRAY(SELECT ROW(o.title, o.released_on)
                                FROM movie_genres og
                                JOIN movies o ON o.id = og.movie_id
                                WHERE og.genre_id = g.id AND o.id <> m.id
                                ORDER BY o.title
                                LIMIT 3) AS others
                   FROM movie_genres mg
                   JOIN genres g ON g.id = mg.genre_id
                   WHERE mg.movie_id = m.id
                   ORDER BY g.name) g) AS genres
FROM movies m
WHERE m.id = @id;
