-- name: CreatePerson :one
-- Add a person; the sort name comes from the name.
INSERT INTO people (name, born_on, biography, aliases)
VALUES (@name, @born_on, @biography, @aliases)
RETURNING *;

-- name: ImportPeople :copyfrom
-- Load people in bulk.
INSERT INTO people (id, name, born_on, died_on) VALUES (@id, @name, @born_on, @died_on);

-- name: GetPerson :one
-- Find one person.
SELECT * FROM people WHERE id = @id;

-- name: ListPeople :many
-- People of a list of keys.
SELECT id, name FROM people WHERE id IN (sqlc.slice(ids)) ORDER BY sort_name;

-- name: ListPeopleExcept :many
-- People outside of a list of keys.
SELECT p.id, p.name FROM people p WHERE p.id NOT IN (sqlc.slice(ids)) ORDER BY p.id;

-- name: CreditMovie :one
-- Credit a person for a film, or correct the credit.
INSERT INTO credits (movie_id, person_id, role, character, billing)
VALUES (@movie_id, @person_id, @role, sqlc.narg(character), @billing)
ON CONFLICT ON CONSTRAINT credits_movie_unique DO UPDATE
SET character = excluded.character, billing = excluded.billing
RETURNING id;

-- name: CreditSeries :exec
-- Credit a person for a series.
INSERT INTO credits (series_id, person_id, role, character)
VALUES (@series_id, @person_id, @role, sqlc.narg(character));

-- name: ListCast :many
-- Who plays whom in a film.
SELECT p.name, c.character, c.billing
FROM credits AS c
JOIN people AS p ON p.id = c.person_id
WHERE c.movie_id = @movie_id AND c.role = 'actor'
ORDER BY c.billing, p.sort_name;

-- name: ListFilmography :many
-- Everything a person worked on, films and series in one list.
SELECT c.role,
       coalesce(m.title, s.title) AS title,
       coalesce(m.released_on, s.first_aired_on) AS since,
       CASE WHEN m.id IS NOT NULL THEN 'movie'::media_kind ELSE 'series' END AS kind
FROM credits c
LEFT JOIN movies m ON m.id = c.movie_id
LEFT JOIN series s ON s.id = c.series_id
WHERE c.person_id = @person_id
ORDER BY since NULLS LAST, title;

-- name: ListCredits :many
-- The credits of a person with the whole film or the whole series.
SELECT c.id, c.role, sqlc.embed(m), sqlc.embed(s)
FROM credits c
LEFT JOIN movies m ON m.id = c.movie_id
LEFT JOIN series s ON s.id = c.series_id
WHERE c.person_id = @person_id
ORDER BY c.id;

-- name: ListCoStars :many
-- Who acted together with a person, and in how many films.
SELECT other.id, other.name, count(DISTINCT theirs.movie_id) AS shared_movies
FROM credits mine
JOIN credits theirs ON theirs.movie_id = mine.movie_id AND theirs.person_id <> mine.person_id
JOIN people other ON other.id = theirs.person_id
WHERE mine.person_id = @person_id AND mine.role = 'actor' AND theirs.role = 'actor'
GROUP BY other.id
ORDER BY shared_movies DESC, other.name;

-- name: ListPeopleWithAge :many
-- How old people are on a day, or were when they died.
SELECT p.name,
       CASE
           WHEN p.born_on IS NULL THEN NULL
           WHEN p.died_on <= @on_day::date THEN extract(year FROM age(p.died_on, p.born_on))::integer
           ELSE extract(year FROM age(@on_day, p.born_on))::integer
       END AS age_in_years,
       p.died_on IS NULL OR p.died_on > @on_day AS alive
FROM people p
ORDER BY p.sort_name;

-- name: CountCreditsByRole :one
-- How often a person did what.
SELECT count(*) FILTER (WHERE c.role = 'actor') AS as_actor,
       count(*) FILTER (WHERE c.role = 'director') AS as_director,
       count(*) FILTER (WHERE c.role IN ('writer', 'composer')) AS as_author,
       bool_or(c.role = 'producer') AS ever_produced
FROM credits c
WHERE c.person_id = @person_id;

-- name: ListActingDirectors :many
-- People who both act and direct.
SELECT p.name FROM people p JOIN credits c ON c.person_id = p.id WHERE c.role = 'actor'
INTERSECT
SELECT p.name FROM people p JOIN credits c ON c.person_id = p.id WHERE c.role = 'director'
ORDER BY name;

-- name: ListUncreditedPeople :many
-- People without any credit.
SELECT id FROM people
EXCEPT
SELECT person_id FROM credits
ORDER BY id;

-- name: ListPeopleByAlias :many
-- People who go by a name, whatever its accents and case.
SELECT p.id, p.name, p.aliases
FROM people p
WHERE fold_text(p.name) = fold_text(@name)
   OR EXISTS (SELECT 1 FROM unnest(p.aliases) AS a (alias) WHERE fold_text(a.alias) = fold_text(@name))
ORDER BY p.id;

-- name: MergePeople :one
-- Turn a person who was entered twice into one.
WITH moved AS (
    UPDATE credits SET person_id = @keep_id WHERE person_id = @duplicate_id RETURNING id
), removed AS (
    DELETE FROM people WHERE id = @duplicate_id RETURNING name
)
UPDATE people
SET aliases = aliases || ARRAY(SELECT removed.name FROM removed)
WHERE people.id = @keep_id
RETURNING aliases, (SELECT count(*) FROM moved) AS moved_credits;

-- name: ListBilledFirst :many
-- The first names on the poster of every film.
SELECT m.title, star.name, star.character
FROM movies m
JOIN LATERAL (
    SELECT p.name, c.character
    FROM credits c
    JOIN people p ON p.id = c.person_id
    WHERE c.movie_id = m.id AND c.role = 'actor'
    ORDER BY c.billing
    LIMIT 2
) star ON true
ORDER BY m.title, star.name;

-- name: ListFilmographies :many
-- Everybody with their films, the newest first.
SELECT p.name,
       ARRAY(SELECT f
             FROM (SELECT m.title, m.released_on, c.role, c.character
                   FROM credits c
                   JOIN movies m ON m.id = c.movie_id
                   WHERE c.person_id = p.id
                   ORDER BY m.released_on DESC NULLS LAST, m.title, c.role) f) AS films
FROM people p
ORDER BY p.id;
