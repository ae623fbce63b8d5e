-- name: EmbedOfJoin :many
SELECT sqlc.embed(m) FROM (movies a CROSS JOIN movies b) AS m;

-- name: EmbedOfNothing :many
SELECT sqlc.embed(x) FROM movies m;

-- name: WritesAndReadonly :exec
-- @readonly
DELETE FROM movies;
