-- name: ViewHasDistinct :exec
DELETE FROM v_distinct;

-- name: ViewHasGroupBy :exec
DELETE FROM v_group;

-- name: ViewHasHaving :exec
DELETE FROM v_having;

-- name: ViewHasSetOperations :exec
DELETE FROM v_union;

-- name: ViewHasWith :exec
DELETE FROM v_with;

-- name: ViewHasLimit :exec
DELETE FROM v_limit;

-- name: ViewReturnsAggregates :exec
DELETE FROM v_aggregate;

-- name: ViewReturnsWindowFunctions :exec
DELETE FROM v_window;

-- name: ViewReturnsSets :exec
DELETE FROM v_sets;

-- name: ViewHasNotOneSource :exec
DELETE FROM v_join;

-- name: ViewHasTablesample :exec
DELETE FROM v_sample;

-- name: ViewColumnIsNoBaseColumn :exec
UPDATE v_columns SET plus = 1;

-- name: ViewColumnIsSystemColumn :exec
UPDATE v_columns SET place = NULL;

-- name: ViewColumnIsWholeRow :exec
UPDATE v_columns SET whole = NULL;

-- name: ViewHasNoUpdatableColumns :exec
INSERT INTO v_none DEFAULT VALUES;

-- name: ViewHasConditionalRules :exec
DELETE FROM v_rules;

-- name: OnConflictWithRules :exec
INSERT INTO ruled VALUES (1) ON CONFLICT (a) DO NOTHING;

-- name: CannotPerformReturning :exec
INSERT INTO ruled VALUES (1) RETURNING a;

-- name: RulesInDataModifyingWith :many
WITH w AS (INSERT INTO ruled VALUES (1)) SELECT 1;
