-- name: ByPrimaryKey :one
SELECT * FROM users WHERE id = $1;

-- name: ByUnique :one
SELECT * FROM users WHERE email = $1;

-- name: ThroughJoin :one
SELECT s.id, u.name FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.user_id = $1 AND s.slot = $2;

-- name: LeftJoinOnKey :one
SELECT s.id, u.name FROM sessions s LEFT JOIN users u ON u.id = s.user_id WHERE s.id = $1;

-- name: HalfAKey :many
SELECT id FROM sessions WHERE user_id = $1;

-- name: Limited :one
SELECT name FROM users ORDER BY name LIMIT 1;

-- name: Aggregate :one
SELECT count(*), max(name) FROM users;

-- name: AggregateHaving :one
SELECT count(*) FROM users HAVING count(*) > 1;

-- name: NoFrom :one
SELECT 1 AS one;

-- name: InsertReturning :one
INSERT INTO users (id) VALUES ($1) RETURNING id;

-- name: InsertOrNothing :one
INSERT INTO users (id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id;

-- name: Upsert :one
INSERT INTO users (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING id;

-- name: UpdateByKey :one
UPDATE users SET name = 'x' WHERE id = $1 RETURNING name;

-- name: Union :many
SELECT 1 UNION SELECT 2;
