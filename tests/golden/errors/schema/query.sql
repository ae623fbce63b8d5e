-- name: Fine :many
SELECT id FROM movies;
