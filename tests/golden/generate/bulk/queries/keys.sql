-- name: UsersByKey :many
SELECT id, email, tenant_id FROM users u WHERE (u.tenant_id, email) IN (sqlc.slice(keys));

-- name: OtherUsers :many
-- @row UserKey
SELECT id, email FROM users WHERE status = @status AND (tenant_id, lower(email), tags) NOT IN (sqlc.slice(keys))
  AND (id, score) IN (sqlc.slice(scores)) ORDER BY id;

-- name: RemoveByKey :execrows
DELETE FROM users WHERE (tenant_id, email) IN (sqlc.slice(keys));
