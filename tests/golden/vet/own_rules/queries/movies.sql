-- name: ListMovies :many
SELECT * FROM movies;

-- name: AnyMovie :many
SELECT id, random() AS lot FROM movies ORDER BY lot;

-- name: AllMovies :many
-- @allow no-star
-- @allow here
SELECT m.* FROM movies m;

-- name: EmbedMovies :many
SELECT sqlc.embed(m) FROM movies m;
