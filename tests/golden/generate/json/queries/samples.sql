-- name: Samples :many
SELECT * FROM samples ORDER BY id;

-- name: SamplesInJson :many
-- @column sample json struct
SELECT to_json(s) AS sample FROM samples s ORDER BY id;

-- name: SamplesInJsonb :many
-- @column sample json struct
SELECT to_jsonb(s) AS sample FROM samples s ORDER BY id;

-- name: SamplesInOneArray :one
-- @column samples json struct
SELECT COALESCE(json_agg(s ORDER BY s.id), '[]') AS samples FROM samples s;
