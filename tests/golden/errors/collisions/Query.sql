-- name: Other :many
SELECT 1 AS one;
