-- name: GetServerSetting :one
-- Read one setting of the server.
SELECT value FROM shared.server_settings WHERE key = @key;

-- name: ListServerSettings :many
-- The settings whose key starts with a prefix.
SELECT * FROM shared.server_settings
WHERE starts_with(key, @prefix)
ORDER BY key;

-- name: PutServerSetting :one
-- Write a setting and keep its description unless a new one is given.
INSERT INTO shared.server_settings AS s (key, value, description)
VALUES (@key, @value, sqlc.narg(description))
ON CONFLICT (key) DO UPDATE
SET value = excluded.value,
    description = coalesce(excluded.description, s.description),
    updated_at = now()
RETURNING s.key, s.value, s.description;

-- name: AddServerSetting :execrows
-- Write a setting only if it is not there.
INSERT INTO shared.server_settings (key, value)
VALUES (@key, @value)
ON CONFLICT DO NOTHING;

-- name: GetNumericSetting :one
-- Read a setting that holds a number.
-- @readonly
SELECT (value #>> '{}')::numeric AS number
FROM shared.server_settings
WHERE key = @key AND jsonb_typeof(value) = 'number';

-- name: SettingContains :one
-- Whether a setting holds an array with an element.
SELECT value @> to_jsonb(@element::text) AS contains
FROM shared.server_settings
WHERE key = @key;

-- name: PutUserSettings :batchexec
-- Write many settings of users; objects are merged, the rest is replaced.
INSERT INTO shared.user_settings AS s (user_id, key, value)
VALUES (@user_id, @key, @value)
ON CONFLICT (user_id, key) DO UPDATE
SET value = CASE
        WHEN jsonb_typeof(s.value) = 'object' AND jsonb_typeof(excluded.value) = 'object' THEN s.value || excluded.value
        ELSE excluded.value
    END,
    updated_at = now()
WHERE s.value IS DISTINCT FROM excluded.value;

-- name: ListEffectiveSettings :many
-- Settings of the server and of one user side by side; the user's win.
SELECT key, s.value AS server_value, u.value AS user_value, coalesce(u.value, s.value) AS effective_value
FROM shared.server_settings s
FULL JOIN (SELECT us.key, us.value FROM shared.user_settings us WHERE us.user_id = @user_id) u USING (key)
ORDER BY key;

-- name: GetUserSettingsDocument :one
-- All settings of a user as one document.
SELECT coalesce(jsonb_object_agg(key, value ORDER BY key), '{}') AS document
FROM shared.user_settings
WHERE user_id = @user_id;

-- name: DeleteUserSettings :many
-- Remove settings of a user and say which were there.
DELETE FROM shared.user_settings
WHERE user_id = @user_id AND key = ANY (@keys::text[])
RETURNING key;
