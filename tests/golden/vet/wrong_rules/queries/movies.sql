-- name: GetMovie :one
SELECT id, title FROM movies WHERE id = @id;
