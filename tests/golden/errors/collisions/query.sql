-- name: GetIt :many
SELECT * FROM t;

-- name: get_it :many
SELECT * FROM other.t;

-- name: Embeds :many
SELECT sqlc.embed(t), b.a AS "T" FROM t, t b;

-- name: T :many
SELECT id, a + 1 AS more FROM t;

-- name: Parameters :many
SELECT a FROM t WHERE a = sqlc.arg(user_id) AND id = sqlc.arg("userId");

-- name: Twice :many
SELECT a AS user_id, id AS "userId" FROM t;
