-- name: Dash :many
SELECT 1 AS one;
