-- name: Day :many
SELECT '2024-13-01'::date AS d;
