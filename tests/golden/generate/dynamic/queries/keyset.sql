-- name: PageOfUsers :many
-- @optional status
-- @order sort newest
-- @order sort name desc-able: u.full_name, u.id
-- @order sort mixed: u.full_name, u.created_at DESC, u.id
-- @keyset after, before
SELECT u.id, u.full_name, u.created_at FROM users u
WHERE u.tenant_id = @tenant_id AND u.status = @status
ORDER BY u.created_at DESC, u.id DESC
LIMIT @page_size;

-- name: PageOfIds :many
-- @keyset after
SELECT id FROM users ORDER BY id LIMIT 10;

-- name: StreamEither :stream
-- @keyset behind
SELECT * FROM users u WHERE u.verified OR u.phone IS NOT NULL ORDER BY u.id;

-- name: PageOfNames :many
-- @keyset after
-- @allow keyset-ties
SELECT u.full_name FROM users u WHERE u.tenant_id = @tenant_id ORDER BY u.full_name LIMIT 10;

-- name: PageOfTeams :many
-- @order sort by_id
-- @order sort by_name: name, id
-- @keyset after
SELECT id, name FROM teams ORDER BY id LIMIT 10;
