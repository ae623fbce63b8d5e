-- name: Fine :many
SELECT a FROM t;
