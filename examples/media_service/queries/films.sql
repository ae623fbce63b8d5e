-- name: PageOfFilms :many
-- Films page by page, filtered by what is given and sorted as the caller wants.
-- @row Film
-- @optional library_id, title, language, released (released_from, released_to), genre, :rated
-- @order sort newest
-- @order sort title desc-able: m.title, m.id
-- @keyset after, before
SELECT m.id, m.library_id, m.title, m.original_title, m.released_on, m.runtime_minutes, m.languages, m.added_at
FROM movies m
WHERE m.library_id = @library_id
  AND strpos(lower(m.title), lower(@title)) > 0
  AND m.languages @> ARRAY[@language]
  AND m.released_on BETWEEN @released_from AND @released_to
  AND EXISTS (SELECT FROM movie_genres mg JOIN genres g ON g.id = mg.genre_id WHERE mg.movie_id = m.id AND g.slug = @genre)
  /* rated */ AND EXISTS (SELECT FROM ratings r WHERE r.movie_id = m.id)
ORDER BY m.added_at DESC, m.id DESC
LIMIT @page_size;

-- name: GetFilm :one
-- A film with its library, its genres, who took part, and what viewers think of it.
SELECT m.id, m.title, m.original_title, m.overview, m.released_on, m.runtime_minutes, m.languages, m.external_ids, m.updated_at,
       (SELECT l FROM (SELECT l.id, l.name, l.kind FROM libraries l WHERE l.id = m.library_id) l) AS library,
       ARRAY(SELECT g
             FROM (SELECT g.slug, g.name
                   FROM movie_genres mg
                   JOIN genres g ON g.id = mg.genre_id
                   WHERE mg.movie_id = m.id
                   ORDER BY g.slug) g) AS genres,
       ARRAY(SELECT c
             FROM (SELECT p.name, c.role, c.character
                   FROM credits c
                   JOIN people p ON p.id = c.person_id
                   WHERE c.movie_id = m.id
                   ORDER BY c.role, c.billing, p.name) c) AS credits,
       (SELECT count(*) FROM ratings r WHERE r.movie_id = m.id) AS rating_count,
       (SELECT round(avg(r.value), 2) FROM ratings r WHERE r.movie_id = m.id) AS average_rating
FROM movies m
WHERE m.id = @id;

-- name: PatchFilm :one
-- Change what is given of a film.
-- @row Film
-- @patch
UPDATE movies AS m
SET title = @title,
    original_title = @original_title,
    overview = @overview,
    released_on = @released_on,
    runtime_minutes = @runtime_minutes,
    languages = @languages
WHERE m.id = @id
RETURNING m.id, m.library_id, m.title, m.original_title, m.released_on, m.runtime_minutes, m.languages, m.added_at;

-- name: ImportFilms :many
-- Put many films into a library, those included that are there already; keys in the order of what was given.
-- @bulk in order (id, title, released_on, runtime_minutes)
INSERT INTO movies (id, library_id, title, released_on, runtime_minutes)
VALUES (@id, @library_id, @title, @released_on, @runtime_minutes)
ON CONFLICT (id) DO UPDATE
SET title = excluded.title, released_on = excluded.released_on, runtime_minutes = excluded.runtime_minutes
RETURNING id, title, added_at;

-- name: SaveRatings :execrows
-- Vote for many films at once; of two votes of one viewer on a film the last counts.
-- @bulk distinct
INSERT INTO ratings (user_id, movie_id, value)
VALUES (@user_id, @movie_id, @value)
ON CONFLICT (user_id, movie_id) DO UPDATE SET value = excluded.value, rated_at = now();
