-- name: HstoreAllowsOnlyOneSubscript :many
SELECT v['a']['b'] FROM h;

-- name: HstoreSubscriptMustHaveTypeText :many
SELECT v[true] FROM h;

-- name: TablesampleNotRepeatable :many
SELECT a FROM t TABLESAMPLE system_rows (10) REPEATABLE (1);

-- name: StatementTakesNoParameters :exec
COPY (SELECT a FROM t WHERE a = $1) TO STDOUT;

-- name: MaterializedViewModifiesData :exec
CREATE MATERIALIZED VIEW mv AS WITH w AS (INSERT INTO t (a) VALUES (1) RETURNING a) SELECT * FROM w;

-- name: MaterializedViewWithParameters :exec
CREATE MATERIALIZED VIEW mv AS SELECT a FROM t WHERE a = $1;

-- name: CursorModifiesData :exec
DECLARE cur CURSOR FOR WITH w AS (DELETE FROM t RETURNING a) SELECT * FROM w;

-- name: NoConstraintMatchesOnConflict :exec
INSERT INTO t (a) VALUES (1) ON CONFLICT (b) DO NOTHING;

-- name: ColumnsNotSeen :many
EXECUTE prepared;

-- name: BatchResultThrownAway :batchexec
SELECT a FROM t WHERE a = $1;

-- name: ResultThrownAway :exec
SELECT a FROM t;

-- name: RowsForQueryWithoutResult :one
-- @rows one
DELETE FROM t;

-- name: RowsOneOnQueryOfManyRows :many
-- @rows one
SELECT a FROM t;

-- name: RowForQueryWithoutResult :exec
-- @row Nothing
DELETE FROM t;

-- name: InsertsIntoView :copyfrom
INSERT INTO seen (a, b) VALUES ($1, $2);

-- name: InvalidTimeout :exec
-- @timeout 5parsecs
DELETE FROM t;

-- name: AllowsNoWarning :exec
-- @allow nothing
DELETE FROM t;
