-- name: RenameUsers :execrows
-- @bulk
UPDATE users SET full_name = @full_name, tags = @tags WHERE id = @id;

-- name: MoveUsers :many
-- @bulk distinct in order
UPDATE users AS u SET team_id = t.id FROM teams AS t
WHERE t.name = @team AND u.id = @id AND u.full_name IS DISTINCT FROM t.name
RETURNING u.id, u.full_name, t.name;

-- name: ScoreUsers :many
-- @bulk (email, score)
UPDATE users SET score = score + @score WHERE tenant_id = @tenant_id AND email = @email RETURNING *;

-- name: RemoveUsers :execrows
-- @bulk
DELETE FROM users WHERE id = @id;

-- name: RemoveOfTeams :many
-- @bulk
DELETE FROM users u USING teams t WHERE t.id = u.team_id AND t.name = @team AND u.email = @email RETURNING *;

-- name: MergeTeams :exec
-- @bulk
MERGE INTO teams t USING (VALUES (@id::bigint, @name::text)) AS s (id, name) ON t.id = s.id
WHEN MATCHED THEN UPDATE SET name = s.name
WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.name);

-- name: MergeScores :execrows
-- @bulk
MERGE INTO users u USING (SELECT @id::bigint AS id, @score::numeric AS score) AS s ON u.id = s.id
WHEN MATCHED THEN UPDATE SET score = s.score;
