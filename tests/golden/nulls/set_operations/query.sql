-- name: UnionTakesEither :many
SELECT x FROM a UNION ALL SELECT y FROM a;

-- name: IntersectNeedsBoth :many
SELECT y FROM a INTERSECT SELECT x FROM a;

-- name: ExceptIsTheLeft :many
SELECT x FROM a EXCEPT SELECT y FROM a;

-- name: RecursiveStaysNotNull :many
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 10) SELECT n FROM t;

-- name: RecursiveLearnsOfNull :many
WITH RECURSIVE t (n, m) AS (SELECT 1, 2 UNION ALL SELECT m, nullif(n, 3) FROM t WHERE n < 10) SELECT n, m FROM t;

-- name: Values :many
SELECT * FROM (VALUES (1, 'a'), (2, NULL)) AS v (id, name);
