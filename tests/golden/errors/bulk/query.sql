-- name: Malformed :exec
-- @bulk rows
DELETE FROM users WHERE id = @id;

-- name: MalformedNames :exec
-- @bulk (id
DELETE FROM users WHERE id = @id;

-- name: TextBehindNames :exec
-- @bulk (id) distinct
DELETE FROM users WHERE id = @id;

-- name: Twice :exec
-- @bulk
-- @bulk distinct
DELETE FROM users WHERE id = @id;

-- name: Varies :exec
-- @bulk
-- @optional email
DELETE FROM users WHERE id = @id AND email = @email;

-- name: One :one
-- @bulk
DELETE FROM users WHERE id = @id RETURNING id;

-- name: Batch :batchexec
-- @bulk
DELETE FROM users WHERE id = @id;

-- name: Copy :copyfrom
-- @bulk
INSERT INTO teams (id, name) VALUES (@id, @name);

-- name: Reads :many
-- @bulk
SELECT * FROM users WHERE id = @id;

-- name: NoParameters :exec
-- @bulk
DELETE FROM users WHERE id = 1;

-- name: UnknownName :exec
-- @bulk (idd)
DELETE FROM users WHERE id = @id;

-- name: InConflict :exec
-- @bulk
INSERT INTO users (id, email, full_name) VALUES (@id, @email, @full_name)
ON CONFLICT (id) DO UPDATE SET full_name = @full_name;

-- name: OtherInConflict :exec
-- @bulk
INSERT INTO users (id, email) VALUES (@id, @email) ON CONFLICT (id) DO UPDATE SET full_name = @other;

-- name: InReturning :many
-- @bulk
INSERT INTO users (id, email) VALUES (@id, @email) RETURNING id, @id;

-- name: InWith :exec
-- @bulk
WITH named AS (SELECT id FROM teams WHERE name = @team)
UPDATE users SET team_id = named.id FROM named WHERE users.id = @id;

-- name: InFrom :exec
-- @bulk
UPDATE users u SET team_id = t.id FROM teams t JOIN notes n ON n.body = @body WHERE u.id = @id;

-- name: InMergeAction :exec
-- @bulk
MERGE INTO teams t USING (VALUES (@id::bigint)) AS s (id) ON t.id = s.id
WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, @name);

-- name: SeveralRows :exec
-- @bulk
INSERT INTO teams (id, name) VALUES (@id, @name), (1, 'first');

-- name: DefaultOfNoColumn :exec
-- @bulk
INSERT INTO users VALUES (@id, @email, DEFAULT);

-- name: Grouped :exec
-- @bulk
INSERT INTO teams (id, name) SELECT @id, max(email) FROM users WHERE team_id = @id GROUP BY team_id;

-- name: Limited :exec
-- @bulk
INSERT INTO teams (id, name) SELECT @id, email FROM users LIMIT 1;

-- name: Aggregated :exec
-- @bulk
INSERT INTO teams (id, name) SELECT @id, max(email) FROM users;

-- name: NotJoined :exec
-- @bulk
UPDATE users SET full_name = @full_name;

-- name: NotJoinedByWhere :exec
-- @bulk
UPDATE users SET full_name = @full_name WHERE id = 1;

-- name: MergeOfTable :exec
-- @bulk
MERGE INTO teams t USING users s ON t.id = s.id AND s.email = @email WHEN MATCHED THEN DELETE;

-- name: DistinctWithoutKey :exec
-- @bulk distinct
INSERT INTO notes (body) VALUES (@body);

-- name: OrderWithoutKey :many
-- @bulk in order
INSERT INTO notes (body) VALUES (@body) RETURNING body;

-- name: UpdateWithoutKey :exec
-- @bulk distinct
UPDATE users SET full_name = @full_name WHERE id > @id;

-- name: DistinctMerge :exec
-- @bulk distinct
MERGE INTO teams t USING (VALUES (@id::bigint)) AS s (id) ON t.id = s.id WHEN MATCHED THEN DELETE;

-- name: OrderOfExec :exec
-- @bulk in order
DELETE FROM users WHERE id = @id;

-- name: OrderOfManyRows :many
-- @bulk in order
DELETE FROM users WHERE team_id = @team_id RETURNING id;

-- name: UnnamedParameter :many
-- @bulk
UPDATE users SET full_name = @full_name WHERE id = @id RETURNING id, @full_name;

-- name: NamedParameter :many
-- @bulk
UPDATE users SET full_name = @full_name WHERE id = @id RETURNING id, @full_name AS full_name;

-- name: KeysOfOne :one
SELECT id FROM users WHERE (id, email) IN (sqlc.slice(keys));

-- name: KeysInBatch :batchexec
DELETE FROM users WHERE (id, email) IN (sqlc.slice(keys));

-- name: KeysInBulk :exec
-- @bulk
DELETE FROM users WHERE (id, email) IN (sqlc.slice(keys));

-- name: KeysThatVary :many
-- @optional name
SELECT id FROM users WHERE (id, email) IN (sqlc.slice(keys)) AND full_name = @name;

-- name: KeysAndMore :many
SELECT id FROM users WHERE (id, email) IN (sqlc.slice(keys), (1, 'a'));

-- name: OrderByNull :many
-- @bulk in order
INSERT INTO tags (label, color) VALUES (@label, @color) ON CONFLICT (label) DO UPDATE SET color = excluded.color RETURNING label;

-- name: OrderByOtherKey :many
-- @bulk in order
INSERT INTO tags (label, code) VALUES (@label, @code) RETURNING label;
