-- name: Snapshot :many
SELECT p FROM odd;

-- name: Polymorphic :many
SELECT stavalues1 FROM pg_statistic;

-- name: Record :many
SELECT ROW(1, 2) AS r;

-- name: Composite :many
SELECT q FROM holds;

-- name: ParameterOfSnapshot :many
SELECT id FROM odd WHERE p::text = $1::pg_snapshot::text;

-- name: NotCpp :many
-- @column a type my Type
SELECT a FROM t;

-- name: LastId :execlastid
INSERT INTO t (id, b) VALUES (1, 'x') RETURNING id, b;

-- name: Row :many
-- @row int
SELECT a FROM t;

-- name: SharedA :many
-- @row Shared
SELECT a FROM t;

-- name: SharedB :many
-- @row Shared
SELECT a, b FROM t;

-- name: SharedC :many
-- @row Embedding
SELECT sqlc.embed(t) FROM t;

-- name: SharedD :many
-- @row Embedding
SELECT sqlc.embed(t) FROM (SELECT id, a FROM t) t;

-- name: Twice :many
SELECT a AS user_id, b AS "userId" FROM t;

-- name: get_it :many
SELECT a FROM t;

-- name: GetIt :many
SELECT a FROM t;

-- name: Parameters :many
SELECT a FROM t WHERE a = sqlc.arg(user_id) AND b = sqlc.arg("userId");
