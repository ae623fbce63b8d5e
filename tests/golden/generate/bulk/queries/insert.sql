-- name: AddUsers :exec
-- @bulk
INSERT INTO users (tenant_id, email, full_name, status, tags, backup)
VALUES (@tenant_id, lower(@email), @full_name, @status, @tags, @backup);

-- name: UpsertUsers :many
-- @bulk distinct (email, full_name, status, score)
INSERT INTO users AS u (tenant_id, email, full_name, status, score, created_at)
VALUES (@tenant_id, @email, @full_name, @status, @score, DEFAULT) -- of a tenant
ON CONFLICT (tenant_id, email) DO UPDATE SET full_name = excluded.full_name, score = excluded.score
RETURNING u.*;

-- name: UpsertIds :many
-- @bulk in order
INSERT INTO users (tenant_id, email, status) VALUES (@tenant_id, @email, 'active')
ON CONFLICT (tenant_id, email) DO UPDATE SET status = excluded.status
RETURNING id, sqlc.embed(users);

-- name: AddTeamIds :many
-- @bulk distinct in order
WITH named AS (SELECT count(*) AS teams FROM teams)
INSERT INTO teams (id, name) SELECT @id, @name || named.teams AS name FROM named WHERE @name <> ''
ON CONFLICT DO NOTHING
RETURNING id;

-- name: AddByMail :execrows
-- @bulk distinct
INSERT INTO users (tenant_id, email, status, score) VALUES (1, @email, 'active', round(@score, 2))
ON CONFLICT ((lower(email))) DO NOTHING;

-- name: AddTeams :exec
-- @bulk
INSERT INTO teams VALUES ($1, $2);

-- name: AddNames :execrows
-- @bulk (name)
INSERT INTO teams (id, name) VALUES (@id, @name) ON CONFLICT (id) DO UPDATE SET name = excluded.name || @id;

-- name: AddSamples :many
-- @bulk in order
-- @column states elements not null
INSERT INTO samples (id, flag, data, key, amount, at, payload, span, state, home, mail, grid, states)
VALUES (@id, @flag, @data, @key, @amount, @at, @payload, @span, @state, @home, @mail, @grid, @states)
ON CONFLICT (id) DO NOTHING
RETURNING *;

-- name: AddFlags :execrows
-- @bulk (flag)
INSERT INTO samples (id, flag) SELECT @id + (SELECT coalesce(max(id), 0) FROM samples), @flag ON CONFLICT DO NOTHING;
