-- name: Star :many
SELECT * FROM movies;

-- name: QualifiedStars :many
SELECT s.*, m.* FROM movies m JOIN studios s ON s.id = m.id;

-- name: StarOverJoin :many
SELECT * FROM movies JOIN studios USING (id);

-- name: StarInside :many
WITH x AS (SELECT * FROM studios) SELECT name FROM (SELECT * FROM x) y;

-- name: Returning :one
INSERT INTO studios VALUES (@id, @name) RETURNING *;

-- name: Embeds :many
SELECT sqlc.embed(m), sqlc.embed(s) FROM movies m LEFT JOIN studios s ON s.id = m.id;
