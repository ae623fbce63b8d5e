-- name: Update :many
UPDATE account SET owner = $1 RETURNING old.owner AS before, new.owner AS after, old.note;

-- name: Delete :many
DELETE FROM account RETURNING old.owner AS before, new.owner AS after, owner;

-- name: Insert :one
INSERT INTO account (id, owner) VALUES ($1, $2) RETURNING old.id AS before, new.id AS after, old IS NULL AS is_new;

-- name: Upsert :one
INSERT INTO account (id, owner) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET owner = excluded.owner
RETURNING old.owner AS before, new.owner AS after;

-- name: Renamed :many
UPDATE account SET note = NULL RETURNING WITH (OLD AS o, NEW AS n) o.note AS before, n.*;

-- name: Merge :many
MERGE INTO account a USING change c ON a.id = c.id
WHEN MATCHED THEN UPDATE SET owner = c.owner
WHEN NOT MATCHED THEN INSERT (id, owner) VALUES (c.id, c.owner)
RETURNING merge_action(), old.owner AS before, new.owner AS after;

-- name: MergeDelete :many
MERGE INTO account a USING change c ON a.id = c.id WHEN MATCHED THEN DELETE RETURNING old.owner AS before, new.owner AS after;

-- name: Patch :one
-- @patch
UPDATE account SET owner = @owner, note = @note WHERE id = @id RETURNING old.owner AS before, new.owner AS after, old.note;

-- name: RenamedPatch :one
-- @patch
-- @optional :noted
UPDATE account a SET owner = @owner WHERE id = @id /* noted */ AND note IS NOT NULL
RETURNING WITH (OLD AS was) was.owner AS before, new.*;

-- name: BulkUpsert :many
-- @bulk
INSERT INTO account (id, owner) VALUES (@id, @owner) ON CONFLICT (id) DO UPDATE SET owner = excluded.owner
RETURNING new.id, old.owner AS before;
