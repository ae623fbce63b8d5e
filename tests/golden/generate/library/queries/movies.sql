-- name: GetMovie :one
-- One film by its id.
SELECT * FROM movies WHERE id = @id;

-- name: ListTitles :many
-- @timeout 250ms
-- @readonly
SELECT title FROM movies WHERE rating = @rating OR tags && @tags ORDER BY title;

-- name: CountByRating :many
SELECT rating, count(*) FROM movies GROUP BY rating;

-- name: AddMovie :exec
INSERT INTO movies (id, title, tags) VALUES (@id, @title, @tags);

-- name: CopyMovies :copyfrom
INSERT INTO movies (id, title, tags) VALUES (@id, @title, @tags);

-- name: StreamMovies :stream
SELECT id, title FROM movies;
