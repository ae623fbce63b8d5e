-- name: RecursiveColumnCollationDiffers :many
WITH RECURSIVE r (x) AS (SELECT a FROM co UNION ALL SELECT (x || 'c') COLLATE "POSIX" FROM r) SELECT * FROM r;

-- name: RecursiveColumnTypeDiffers :many
WITH RECURSIVE r (x) AS (SELECT 1 UNION ALL SELECT x + 1.5 FROM r) SELECT * FROM r;

-- name: DistinctOfNothing :many
SELECT DISTINCT nothing.* FROM nothing;

-- name: CubeTooLarge :many
SELECT 1 FROM twelve GROUP BY CUBE (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13);

-- name: TooManyGroupingSets :many
SELECT 1 FROM twelve GROUP BY CUBE (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12), CUBE (c1, c2);

-- name: InsertionSourceIsARow :exec
INSERT INTO t (a, b) SELECT (a, b) FROM t;

-- name: NullRowCountWithTies :many
SELECT a FROM t ORDER BY a FETCH FIRST NULL ROWS WITH TIES;

-- name: MergeOnRelationWithRules :exec
MERGE INTO ruled USING t ON ruled.a = t.a WHEN MATCHED THEN DELETE;

-- name: MergeOnOtherRelation :exec
MERGE INTO seen USING p ON seen.a = p.id WHEN MATCHED THEN DELETE;

-- name: MergeWithRecursive :many
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n FROM r) MERGE INTO t USING r ON t.a = r.n WHEN MATCHED THEN DELETE;

-- name: MergeSourceNamedAsTarget :exec
MERGE INTO t USING t ON true WHEN MATCHED THEN DELETE;

-- name: UnreachableWhen :exec
MERGE INTO t USING p ON t.a = p.id WHEN MATCHED THEN DELETE WHEN MATCHED THEN DO NOTHING;

-- name: OnConflictOnSystemCatalog :exec
INSERT INTO pg_catalog.pg_am (oid) VALUES (1) ON CONFLICT (oid) DO NOTHING;

-- name: OperatorNeedsCoercion :many
SELECT s FROM small ORDER BY s USING ^;

-- name: NotAnOrderingOperator :many
SELECT a FROM t ORDER BY a USING =;

-- name: LockingInRecursiveQuery :many
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n FROM r FOR UPDATE) SELECT * FROM r;

-- name: SearchNameAlreadyUsed :many
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n FROM r) SEARCH DEPTH FIRST BY n SET n SELECT * FROM r;

-- name: SearchLeftMustBeSelect :many
WITH RECURSIVE r (n) AS ((SELECT 1 UNION SELECT 2) UNION ALL SELECT n FROM r) SEARCH DEPTH FIRST BY n SET o SELECT * FROM r;

-- name: SearchRightMustBeSelect :many
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL (SELECT n FROM r UNION ALL SELECT 2)) SEARCH DEPTH FIRST BY n SET o SELECT * FROM r;

-- name: SearchSequenceIsCyclePath :many
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n FROM r) SEARCH DEPTH FIRST BY n SET o CYCLE n SET c USING o SELECT * FROM r;

-- name: SearchSequenceIsCycleMark :many
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n FROM r) SEARCH DEPTH FIRST BY n SET o CYCLE n SET o USING q SELECT * FROM r;

-- name: CycleMarkIsCyclePath :many
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n FROM r) CYCLE n SET c USING c SELECT * FROM r;

-- name: SearchCycleReferenceNotAtTop :many
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n FROM (SELECT * FROM r) s) SEARCH DEPTH FIRST BY n SET o SELECT * FROM r;

-- name: SubscriptedAssignmentType :exec
UPDATE t SET c[1] = 'x'::text;

-- name: SubfieldAssignmentType :exec
UPDATE p SET q.x = true;

-- name: CannotAssignToSystemField :exec
UPDATE rows_of_t SET w.ctid = '(0,1)';

-- name: CannotAssignToMissingField :exec
UPDATE p SET q.z = 1;

-- name: CannotAssignToFieldOfOtherType :exec
UPDATE t SET a.x = 1;

-- name: CannotAssignToSystemColumn :exec
UPDATE t SET ctid = '(0,1)';

-- name: SubfieldToDefault :exec
UPDATE p SET q.x = DEFAULT;

-- name: ArrayElementToDefault :exec
UPDATE t SET c[1] = DEFAULT;

-- name: ReturningNothing :exec
INSERT INTO nothing DEFAULT VALUES RETURNING *;

-- name: OmitParentheses :many
SELECT sum(a) OVER (w) FROM t WINDOW w AS (ORDER BY a ROWS 1 PRECEDING);

-- name: AggregateInRecursiveTerm :many
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT max(n) FROM r) SELECT * FROM r;

-- name: CurrentOfOnView :exec
UPDATE seen SET b = '' WHERE CURRENT OF cur;

-- name: ColumnIsAlwaysGenerated :exec
INSERT INTO g (id) VALUES (1);

-- name: ColumnIsOfAGeneration :exec
UPDATE g SET twice = 1;

-- name: ColumnOnlyUpdatedToDefault :exec
UPDATE g SET id = 1;

-- name: ImplicitCollationMismatch :many
SELECT a || b FROM co ORDER BY 1;

-- name: ExplicitCollationMismatch :many
SELECT a COLLATE "C" < b COLLATE "POSIX" FROM co;

-- name: GroupingOfOtherExpression :many
SELECT GROUPING(b) FROM t GROUP BY c;

-- name: DirectArgumentsMustBeGrouped :many
SELECT percentile_cont(e::float8) WITHIN GROUP (ORDER BY a) FROM t;

-- name: UngroupedOuterColumn :many
SELECT c, (SELECT count(*) FROM t u WHERE u.b = t.b) FROM t GROUP BY c;

-- name: ColumnMustBeGrouped :many
SELECT b FROM t GROUP BY c;

-- name: MultipleAssignmentsToSameColumn :exec
UPDATE t SET c[1] = 1, c = NULL;

-- name: AssignedTwice :exec
UPDATE t SET b = '', b = '';

-- name: SelectIntoNotAllowed :many
SELECT (SELECT 1 INTO x);

-- name: ValuesListsDiffer :many
VALUES (1), (1, 2);

-- name: LockingCannotBeAppliedTo :many
SELECT 1 FROM (VALUES (1)) v FOR UPDATE OF v;

-- name: LockingNotAllowedWith :many
SELECT DISTINCT a FROM t FOR UPDATE;

-- name: LockedRelationNotInFrom :many
SELECT a FROM t FOR UPDATE OF u;

-- name: LockingNameQualified :many
SELECT a FROM t FOR UPDATE OF public.t;

-- name: InvalidSetOperationOrderBy :many
SELECT a FROM t UNION SELECT a FROM t ORDER BY a + 1;

-- name: SetOperationColumnCount :many
SELECT a FROM t UNION SELECT a, b FROM t;

-- name: GroupsNeedsOrderBy :many
SELECT sum(a) OVER (GROUPS 1 PRECEDING) FROM t;

-- name: RangeNeedsOneOrderBy :many
SELECT sum(a) OVER (RANGE 1 PRECEDING) FROM t;

-- name: RangeOffsetNotSupported :many
SELECT sum(a) OVER (ORDER BY b RANGE 1 PRECEDING) FROM t;

-- name: DataModifyingWithNotAtTop :many
SELECT * FROM (WITH w AS (DELETE FROM t RETURNING a) SELECT * FROM w) s;

-- name: WithNameTwice :many
WITH a AS (SELECT 1), a AS (SELECT 2) SELECT 1;
