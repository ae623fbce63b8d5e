-- name: ListUsers :many
-- @optional status
-- @order sort newest: u.created_at DESC, u.id DESC
-- @order sort name desc-able: u.full_name, u.id
-- @order sort score desc-able: coalesce(u.score, 0) DESC NULLS LAST, u.id ASC NULLS FIRST
SELECT u.id, u.full_name, u.created_at FROM users u
WHERE u.tenant_id = @tenant_id AND u.status = @status
ORDER BY u.created_at DESC, u.id DESC
LIMIT @page_size;

-- name: ListTeams :stream
-- @order by biggest: 2 DESC, t.id
SELECT t.id, (SELECT count(*) FROM users u WHERE u.team_id = t.id) AS users FROM teams t ORDER BY t.name;
