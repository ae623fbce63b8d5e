-- name: CountMovies :one
-- @file reports
SELECT count(*) FROM movies;

-- name: RenameMovie :exec
-- @file movies
UPDATE movies SET title = @title WHERE id = @id;
