-- name: Malformed :many
-- @optional name,
SELECT id FROM users WHERE name = @name;

-- name: MalformedGroup :many
-- @optional (low, high
SELECT id FROM users WHERE age BETWEEN @low AND @high;

-- name: Trailing :many
-- @optional name age
SELECT id FROM users WHERE name = @name AND age = @age;

-- name: NoSuchParameter :many
-- @optional nmae
SELECT id FROM users WHERE name = @name;

-- name: Twice :many
-- @optional name, (name, age)
SELECT id FROM users WHERE name = @name AND age = @age;

-- name: InSelectList :many
-- @optional name
SELECT id, @name::text AS shown FROM users WHERE name = @name;

-- name: InLimit :many
-- @optional page_size
SELECT id FROM users ORDER BY id LIMIT @page_size;

-- name: InSet :exec
-- @optional name
UPDATE users SET name = @name WHERE id = @id;

-- name: UnderOr :many
-- @optional name
SELECT id FROM users WHERE id = @id OR name = @name;

-- name: UnderNot :many
-- @optional name
SELECT id FROM users WHERE NOT (name = @name AND age > 3);

-- name: UnderInnerOr :many
-- @optional name
SELECT id FROM users WHERE id > @id AND (age > 3 OR (rating > 1 AND name = @name));

-- name: InOuterJoin :many
-- @optional team
SELECT u.id, t.name FROM users u LEFT JOIN teams t ON t.id = u.team_id AND t.name = @team;

-- name: Shared :many
-- @optional low, high
SELECT id FROM users WHERE age BETWEEN @low AND @high;

-- name: Nested :many
-- @optional team, name
SELECT id FROM users u
WHERE EXISTS (SELECT FROM teams t WHERE t.id = u.team_id AND t.name = @team /* name */ AND u.name = @name);

-- name: NoMark :many
-- @optional :adult
SELECT id FROM users WHERE age > 17;

-- name: OtherType :many
-- @optional :old
SELECT id FROM users WHERE rating > 0 /* old */ AND age > @x AND rating > @x;

-- name: NoSource :many
-- @optional :old
SELECT id FROM users WHERE rating > 0 /* old */ AND age > @x AND @x IS NOT NULL;

-- name: OfOneRow :one
-- @optional id
SELECT name FROM users WHERE id = @id;

-- name: Batch :batchmany
-- @optional name
SELECT id FROM users WHERE name = @name;

-- name: Mistyped :many
-- @optinal name
SELECT id FROM users WHERE name = @name;
