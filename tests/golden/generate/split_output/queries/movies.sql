-- name: ListStudios :many
SELECT sqlc.embed(s), m.title FROM studios s JOIN movies m ON m.studio_id = s.id;

-- name: MoviesAbove :many
-- @file reports
SELECT id, title FROM movies WHERE price > @price;

-- name: FirstReview :one
-- @row Review
SELECT id, stars FROM reviews ORDER BY id LIMIT 1;
