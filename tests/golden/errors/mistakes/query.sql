CREATE TABLE beside (id integer);

-- name: NeverTrue :many
SELECT id FROM movies WHERE year = NULL OR year NOT IN (1979, NULL);

-- name: NeverTrueOnPurpose :many
-- @allow null-comparison
SELECT id FROM movies WHERE year = NULL;

-- name: SortedByNothing :many
SELECT id FROM movies ORDER BY @by::text;

-- name: ThrownAway :exec
SELECT title FROM movies WHERE id = @id;

-- name: NoTitle :copyfrom
INSERT INTO movies (id, year) VALUES (@id, @year);

-- name: NoMovie :exec
INSERT INTO reviews (id, movie_id) VALUES (1, 2), (3, NULL);

-- name: BothGone :exec
DELETE FROM reviews WHERE movie_id = @id;
DELETE FROM movies WHERE id = @id;

-- Name: Capital :many
SELECT id FROM movies;

-- query: Query :one
SELECT count(*) FROM movies;

--- name: Dashes :one
SELECT count(*) FROM movies;

-- name: QuestionMark :one
SELECT title FROM movies WHERE id = ?;

-- name: Colon :one
SELECT title FROM movies WHERE id = :id;

-- name: NotYet :one
-- @skip
SELECT studio FROM movies WHERE id = @id;
