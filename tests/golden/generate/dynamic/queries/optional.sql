-- name: SearchUsers :many
-- @optional status, name_like, min_score
-- @optional :verified, created (created_from, created_to)
SELECT u.id, u.full_name, u.created_at FROM users u
WHERE u.tenant_id = @tenant_id AND u.status = @status AND u.full_name ILIKE @name_like AND u.score >= @min_score
  /* verified */ AND u.verified
  AND u.created_at BETWEEN @created_from AND @created_to
ORDER BY u.created_at DESC, u.id DESC
LIMIT @page_size;

-- name: ByStatus :many
-- @optional status
SELECT u.id FROM users u WHERE u.status = @status ORDER BY u.id;

-- name: Phones :stream
-- The phone is a column that can be NULL, but not where a phone is asked for.
-- @optional phone
SELECT u.id, u.phone FROM users u WHERE u.phone = @phone;

-- name: ByEmail :one
-- @optional email
-- @allow many-rows
SELECT u.id FROM users u WHERE u.tenant_id = $2 AND u.email = $1;

-- name: DeleteUsers :execrows
-- @optional (low, high), teams
-- @allow all-rows
DELETE FROM users u WHERE (u.score > @low AND u.score < @high) AND u.team_id IN (sqlc.slice(teams));

-- name: CountByTeam :many
-- @optional team, min_users, since
SELECT t.name, count(*) FILTER (WHERE u.verified AND u.created_at > @since) AS verified
FROM users u JOIN teams t ON t.id = u.team_id AND t.name = @team
GROUP BY t.name
HAVING count(*) > @min_users;

-- name: ByTeam :many
-- @optional team, :big, join t when team, big
SELECT u.id FROM users u
LEFT JOIN teams AS t ON t.id = u.team_id AND t.name <> ''
WHERE u.tenant_id = @tenant_id AND t.name = @team /* big */ AND length(t.name) > 3
ORDER BY u.id;
