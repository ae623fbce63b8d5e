-- name: Ids :many
SELECT id, a FROM t;
