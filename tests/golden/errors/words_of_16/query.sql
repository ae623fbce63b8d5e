-- name: TableBesideSubquery :many
SELECT x FROM t, (SELECT t.a AS x) q;

-- name: RelationBesideSubquery :many
SELECT x FROM t AS o, (SELECT t.a AS x) q;

-- name: TargetOfMerge :exec
MERGE INTO t USING s ON t.a = s.a WHEN NOT MATCHED THEN INSERT (id) VALUES (t.a);

-- name: ColumnBesideSubquery :many
SELECT x FROM t, (SELECT a AS x) q;

-- name: ColumnBehindFullJoin :many
SELECT 1 AS x FROM t FULL JOIN LATERAL (SELECT a) q ON true;

-- name: ColumnsBesideSubquery :many
SELECT x FROM t, s, (SELECT a AS x) q;

-- name: QualifiedColumns :many
SELECT x FROM t, t AS u, (SELECT nobody.a AS x) q;

-- name: ColumnOfExcluded :exec
INSERT INTO t (id) SELECT a FROM s WHERE id = b RETURNING s.a;

-- name: HiddenByJoin :many
SELECT 1 AS x FROM t JOIN s USING (a) WHERE EXISTS (SELECT b);

-- name: UsingOperatorFirst :many
SELECT a FROM t JOIN s USING (id);

-- name: UsingColumnFirst :many
SELECT a FROM t JOIN s USING (id, nothing);

-- name: UsingTwice :many
SELECT a FROM t JOIN s USING (a, a);

-- name: NoInput :many
SELECT 'x'::gtsvector AS v;

-- name: HiddenByAlias :many
SELECT 1 AS x FROM t AS q, (SELECT q.a FROM (SELECT 1 AS z) q) w;

-- name: RelationBehindAlias :many
SELECT 1 AS x FROM t AS o WHERE t.a = 1;

-- name: TransactionId :many
SELECT '12'::xid AS fine, '0x1F'::xid8 AS hexadecimal, 'a'::xid8 AS v;

-- name: LongTransactionId :many
SELECT '4294967296'::xid AS v;
