-- name: Settle :one
CALL settle($1, $2, NULL);

-- name: Setting :one
SHOW search_path;

-- name: Settings :one
SHOW ALL;

-- name: PlanDocument :one
EXPLAIN (FORMAT json) SELECT kind FROM events;

-- name: PlanLines :one
EXPLAIN SELECT kind FROM events;

-- name: FirstEver :one
-- @rows one
SELECT kind FROM events WHERE at = '2020-01-01';

-- name: LastOfAKind :one
-- @rows one
SELECT id FROM events WHERE kind = $1 ORDER BY at DESC LIMIT 1;
