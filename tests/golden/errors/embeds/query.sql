-- name: EmbedOfSubselect :many
SELECT sqlc.embed(m) FROM (SELECT 1 AS one) m;

-- name: EmbedOfNothing :many
SELECT sqlc.embed(x) FROM movies m;

-- name: WritesAndReadonly :exec
-- @readonly
DELETE FROM movies;
