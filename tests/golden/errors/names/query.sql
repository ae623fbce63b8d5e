-- name: ThereIsNoParameter :many
SELECT $65536::int;

-- name: FutureWithItem :many
WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a;

-- name: CrossDatabaseReferenceInQuery :many
SELECT * FROM elsewhere.public.t;

-- name: InvalidReferenceToTarget :exec
UPDATE t SET a = 1 FROM LATERAL (SELECT t.b) s;

-- name: InvalidLateralReference :many
SELECT * FROM t RIGHT JOIN LATERAL (SELECT t.a) s ON true;

-- name: TableReferenceByNameIsAmbiguous :many
SELECT t.* FROM t, other.t;

-- name: InvalidReferenceToTable :many
SELECT * FROM t, (SELECT t.a) s;

-- name: InvalidReferenceBehindAlias :many
SELECT t.a FROM t u;

-- name: ParameterTypeDisputed :many
SELECT $1 IS NULL, a = $1 FROM t;

-- name: ParameterTypeUndetermined :many
SELECT $1 IS NULL;

-- name: RelationIsAComposite :many
SELECT * FROM pair;

-- name: RelationIsAnIndex :many
SELECT * FROM t_pkey;

-- name: ColumnInUnreachableTable :many
SELECT * FROM t, (SELECT a) s;

-- name: PerhapsEitherColumn :many
SELECT nme FROM left_names, right_names;

-- name: PerhapsColumn :many
SELECT nme FROM left_names;

-- name: MissingFromClauseEntry :many
SELECT u.a FROM t;

-- name: TableNameTwice :many
SELECT 1 FROM t, t;

-- name: TooManyColumnAliases :many
SELECT 1 FROM p AS q (a, b, c);

-- name: SystemColumnInMergeWhen :exec
MERGE INTO t USING p ON t.a = p.id WHEN MATCHED AND t.xmax = '1' THEN DELETE;

-- name: TwoColumnDefinitionLists :many
SELECT * FROM ROWS FROM (some_record() AS (a int)) AS r (b int);

-- name: ColumnDefinitionsWithOrdinality :many
SELECT * FROM some_record() WITH ORDINALITY AS r (a int);

-- name: ColumnDefinitionsRequired :many
SELECT * FROM some_record();

-- name: ColumnDefinitionsNotAllowed :many
SELECT * FROM upper('a') AS r (a text);

-- name: ColumnDefinitionTwice :many
SELECT * FROM some_record() AS r (a int, a int);

-- name: ColumnDefinitionSetof :many
SELECT * FROM some_record() AS r (a SETOF int);

-- name: UnsupportedTypeInFrom :many
SELECT * FROM internal_in('x'::cstring);

-- name: TwoDefaultNamespaces :many
SELECT y.* FROM t, xmltable(xmlnamespaces(DEFAULT 'a', DEFAULT 'b'), '/x' PASSING x COLUMNS y int) y;

-- name: NamespaceNameIsNotUnique :many
SELECT y.* FROM t, xmltable(xmlnamespaces('a' AS n, 'b' AS n), '/x' PASSING x COLUMNS y int) y;

-- name: TwoOrdinalityColumns :many
SELECT y.* FROM t, xmltable('/x' PASSING x COLUMNS a FOR ORDINALITY, b FOR ORDINALITY) y;

-- name: XmlColumnTwice :many
SELECT y.* FROM t, xmltable('/x' PASSING x COLUMNS a int, a int) y;

-- name: TablesampleDoesNotExist :many
SELECT * FROM t TABLESAMPLE nowhere (1);

-- name: TablesampleNeedsOneArgument :many
SELECT * FROM t TABLESAMPLE bernoulli (1, 2);

-- name: UsingColumnTwice :many
SELECT 1 FROM t JOIN t u USING (a, a);

-- name: UsingColumnDoesNotExist :many
SELECT 1 FROM t JOIN p USING (a);

-- name: CommonColumnNotUnique :many
SELECT 1 FROM (t JOIN t u ON true) JOIN t v USING (a);

-- name: TooManyJoinAliases :many
SELECT 1 FROM (left_names JOIN right_names ON true) AS j (a, b, c);

-- name: TooManyDottedNames :many
SELECT a.b.c.d.e FROM t;
