-- name: ListFilms :many
SELECT id, short_name FROM films;

-- name: CountShots :one
SELECT count(*) FROM shots;
