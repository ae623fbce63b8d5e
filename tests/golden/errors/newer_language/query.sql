-- name: SubqueryWithoutAlias :many
SELECT n FROM (SELECT count(*) AS n FROM t);

-- name: HexNumber :one
SELECT 0x1F AS n;

-- name: IsJson :many
SELECT b IS JSON AS x FROM t;

-- name: JsonObject :many
SELECT JSON_OBJECT('a': a RETURNING jsonb) AS x FROM t;

-- name: SystemUser :one
SELECT system_user AS x;

-- name: AnyValue :one
SELECT any_value(a) AS x FROM t;

-- name: JsonValue :many
SELECT JSON_VALUE(j, '$.a') AS x FROM t;

-- name: JsonTable :many
SELECT x.n FROM t, JSON_TABLE(j, '$[*]' COLUMNS (n integer PATH '$')) AS x;

-- name: MergeReturning :many
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE RETURNING t.id;

-- name: MergeBySource :exec
MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED BY SOURCE THEN DELETE;

-- name: MergeInWith :many
WITH m AS (MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE RETURNING t.id) SELECT id FROM m;

-- name: ReturningOld :many
UPDATE t SET a = 1 RETURNING old.a;

-- name: ReturningWith :many
UPDATE t SET a = 1 RETURNING WITH (OLD AS o) o.a;
