-- name: AggregateContainsSetReturning :many
SELECT sum(generate_series(1, a)) FROM t;

-- name: AggregateContainsWindowCall :many
SELECT sum(rank() OVER ()) FROM t;

-- name: AggregatesNested :many
SELECT sum(count(*)) FROM t;

-- name: OuterAggregateWithLowerVariable :many
SELECT (SELECT percentile_cont(u.e) WITHIN GROUP (ORDER BY t.a) FROM t u) FROM t;

-- name: AggregateOrderByNotInArguments :many
SELECT string_agg(DISTINCT b, ',' ORDER BY a) FROM t;

-- name: DistinctAggregateNeedsOrdering :many
SELECT count(DISTINCT xmin) FROM t;

-- name: NoOrderingOperator :many
SELECT mode() WITHIN GROUP (ORDER BY x) FROM t;

-- name: NoEqualityOperator :many
SELECT count(DISTINCT x) FROM t;

-- name: WindowCallsNested :many
SELECT sum(rank() OVER ()) OVER () FROM t;

-- name: WindowFunctionsNotAllowedIn :many
SELECT a FROM t WHERE rank() OVER () > 1;

-- name: TooManyGroupingArguments :many
SELECT GROUPING(a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a) FROM t GROUP BY a;

-- name: NotAnOrderedSetAggregate :many
SELECT sum(a) WITHIN GROUP (ORDER BY a) FROM t;

-- name: NotAnOrderedSetAggregateAlone :many
SELECT sum() WITHIN GROUP (ORDER BY a) FROM t;

-- name: WindowFunctionWithinGroup :many
SELECT ntile() WITHIN GROUP (ORDER BY a) OVER () FROM t;

-- name: AggregatesCannotUseNamedArguments :many
SELECT mysum(v => a) FROM t;

-- name: WindowFunctionsCannotReturnSets :many
SELECT ntiles(1) OVER () FROM t;

-- name: TooManyArguments :many
SELECT concat(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

-- name: FunctionReturnsInternal :many
SELECT internal_in('x'::cstring);

-- name: NoPrefixOperatorMatches :many
SELECT - true;

-- name: OperatorIsOnlyAShell :many
SELECT 1 !== 2;

-- name: AnyAllReturnsSet :many
SELECT 1 ==== ANY (ARRAY[1]);

-- name: OrderedSetRequiresOneDirect :many
SELECT percentile_cont() WITHIN GROUP (ORDER BY a, a) FROM t;

-- name: OrderedSetRequiresDirect :many
SELECT of_two(1) WITHIN GROUP (ORDER BY a, a) FROM t;

-- name: OrderedSetRequiresAtLeastOneDirect :many
SELECT of_any() WITHIN GROUP (ORDER BY a) FROM t;

-- name: OrderedSetRequiresAtLeastDirect :many
SELECT of_one_and_any(1) WITHIN GROUP (ORDER BY a) FROM t;

-- name: HypotheticalArgumentsMustMatch :many
SELECT rank(1, 2) WITHIN GROUP (ORDER BY a) FROM t;

-- name: OneCandidate :many
SELECT pi(1);

-- name: Candidates :many
SELECT upper(1, 2);

-- name: CandidatesAndMore :many
SELECT to_char(1);

-- name: NoAggregateMatches :many
SELECT string_agg(b ORDER BY b, ',') FROM t;

-- name: AggregatesNotAllowedIn :many
SELECT a FROM t WHERE count(*) > 1;

-- name: AggregateInJoin :many
SELECT t.a FROM t JOIN p ON count(*) > 1;

-- name: ImplicitTwice :many
SELECT mysum(v => a, v => a) FROM t;

-- name: PositionalAfterNamed :many
SELECT mysum(v => a, 1) FROM t;

-- name: SelectOfAProcedure :many
SELECT run(1);

-- name: CallOfAFunction :exec
CALL upper('a');

-- name: OverForPlainFunction :many
SELECT upper(b) OVER () FROM t;

-- name: FilterForPlainFunction :many
SELECT upper(b) FILTER (WHERE true) FROM t;

-- name: WithinGroupRequired :many
SELECT percentile_cont(0.5) FROM t;

-- name: OverForOrderedSetAggregate :many
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a) OVER () FROM t;

-- name: WindowFunctionWithoutOver :many
SELECT rank() FROM t;

-- name: DistinctInWindowCall :many
SELECT sum(DISTINCT a) OVER () FROM t;

-- name: OrderByInWindowCall :many
SELECT sum(a ORDER BY a) OVER () FROM t;

-- name: FilterInWindowCall :many
SELECT rank() FILTER (WHERE true) OVER () FROM t;

-- name: WindowCallContainsSetReturning :many
SELECT sum(generate_series(1, a)) OVER () FROM t;

-- name: ParameterlessAggregateWithoutStar :many
SELECT count() FROM t;
