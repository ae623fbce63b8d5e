-- name: PatchUser :exec
-- @patch
UPDATE users SET full_name = @full_name, phone = @phone, score = @score, created_at = now() WHERE id = @id;

-- name: PatchUserRow :one
-- @patch
UPDATE users AS u SET full_name = @full_name, phone = @phone, team_id = @team_id WHERE u.id = @id
RETURNING u.id, u.full_name, u.phone;

-- name: PatchUserQuietly :exec
-- @patch
UPDATE users SET full_name = @full_name, phone = @phone WHERE id = @id;

-- name: PatchScores :execrows
-- @patch score, phone
-- @optional status
UPDATE users SET score = score + @score, status = @new_status, phone = @phone WHERE tenant_id = @tenant_id AND status = @status;

-- name: PatchTeam :one
-- @patch name
UPDATE teams SET name = @name::text WHERE id = @id RETURNING *;
