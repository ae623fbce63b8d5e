-- name: Fine :many
SELECT 1 AS one;
