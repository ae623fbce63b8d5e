-- name: Insert :exec
INSERT INTO users (id, name, bio) VALUES (@id, @name, @bio);

-- name: PartialUpdate :exec
UPDATE users SET name = coalesce(sqlc.narg(name), name), bio = @bio WHERE id = @id;

-- name: Search :many
SELECT id FROM users WHERE (age >= @min_age OR @min_age IS NULL) AND name = @name;

-- name: Directives :many
-- @param age nullable
-- @row Found
-- @column id nullable
-- @column bio not null
SELECT id, bio FROM users WHERE age = @age;
