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

-- name: OrderMalformed :many
-- @order sort
SELECT id FROM users ORDER BY id;

-- name: OrderWithoutOrderBy :many
-- @order sort name: name
SELECT id FROM users;

-- name: OrderLabelTwice :many
-- @order sort name: name
-- @order sort name: name, id
SELECT id FROM users ORDER BY id;

-- name: OrderNamedTwice :many
-- @order sort first
-- @order sort second: id
SELECT id FROM users ORDER BY id;

-- name: TwoOrders :many
-- @order sort name: name
-- @order then age: age
SELECT id FROM users ORDER BY id;

-- name: OrderOfNoColumn :many
-- @order sort name: nmae, id
SELECT id FROM users ORDER BY id;

-- name: OrderAmbiguous :many
-- @order sort name: name LIMIT 3
SELECT id FROM users ORDER BY id;

-- name: OrderWithParameter :many
-- @order sort name: name = @name
SELECT id FROM users ORDER BY id;

-- name: OrderUsing :many
-- @order sort name desc-able: name USING <
SELECT id FROM users ORDER BY id;

-- name: OrderOfDistinct :many
-- @order sort age: age
SELECT DISTINCT name FROM users ORDER BY name;

-- name: PatchMalformed :exec
-- @patch name,
UPDATE users SET name = @name WHERE id = @id;

-- name: PatchOfSelect :many
-- @patch
SELECT id FROM users WHERE name = @name;

-- name: PatchInConflict :exec
-- @patch
INSERT INTO users (id, name, rating) VALUES (@id, @name, @rating) ON CONFLICT (id) DO UPDATE SET name = @name;

-- name: PatchOfNothing :exec
-- @patch
UPDATE users SET rating = rating + @more WHERE id = @id;

-- name: PatchNotAssigned :exec
-- @patch id
UPDATE users SET name = @name WHERE id = @id;

-- name: PatchUnknown :exec
-- @patch nmae
UPDATE users SET name = @name WHERE id = @id;

-- name: PatchUsedElsewhere :exec
-- @patch
UPDATE users SET name = @name, age = @age WHERE name <> @name;

-- name: PatchTwice :exec
-- @patch name
-- @patch age
UPDATE users SET name = @name, age = @age WHERE id = @id;

-- name: PatchFrom :execrows
-- @patch
UPDATE users SET name = @name FROM teams t WHERE t.id = team_id;

-- name: KeysetMalformed :many
-- @keyset
SELECT id FROM users ORDER BY id;

-- name: KeysetTwice :many
-- @keyset after
-- @keyset behind
SELECT id FROM users ORDER BY id;

-- name: KeysetOfOne :one
-- @keyset after
SELECT id FROM users ORDER BY id LIMIT 1;

-- name: KeysetWithoutOrder :many
-- @keyset after
SELECT id FROM users;

-- name: KeysetOfGroups :many
-- @keyset after
SELECT name, count(*) FROM users GROUP BY name ORDER BY name;

-- name: KeysetOfExpression :many
-- @keyset after
SELECT id, name FROM users ORDER BY lower(name), id;

-- name: KeysetNotSelected :many
-- @keyset after
SELECT name FROM users ORDER BY name, id;

-- name: KeysetNullable :many
-- @keyset after
SELECT id, age FROM users ORDER BY age, id;

-- name: KeysetNullableSometimes :many
-- @optional min_age
-- @keyset after
SELECT id, age FROM users WHERE age > @min_age ORDER BY age, id;

-- name: KeysetTies :many
-- @keyset after
-- @order sort rating: rating
SELECT id, rating FROM users ORDER BY id;

-- name: JoinNotFound :many
-- @optional team, join x when team
SELECT u.id FROM users u LEFT JOIN teams t ON t.id = u.team_id WHERE u.id > 1 AND t.name = @team;

-- name: JoinInner :many
-- @optional team, join t when team
SELECT u.id FROM users u JOIN teams t ON t.id = u.team_id WHERE u.id > 1 AND t.name = @team;

-- name: JoinWithoutKey :many
-- @optional team, join t when team
SELECT u.id FROM users u LEFT JOIN teams t ON t.name = u.name WHERE u.id > 1 AND t.name = @team;

-- name: JoinOfNoSwitch :many
-- @optional team, join t when tame
SELECT u.id FROM users u LEFT JOIN teams t ON t.id = u.team_id WHERE u.id > 1 AND t.name = @team;

-- name: JoinUsedElsewhere :many
-- @optional team, join t when team
SELECT u.id, t.name FROM users u LEFT JOIN teams t ON t.id = u.team_id WHERE u.id > 1 AND t.name = @team;

-- name: JoinUsedByOther :many
-- @optional team, long, name, join t when team, name
SELECT u.id FROM users u LEFT JOIN teams t ON t.id = u.team_id
WHERE u.id > 1 AND t.name = @team AND length(t.name) > @long AND t.name > @name;

-- name: AllRows :exec
-- @optional name, age
DELETE FROM users u WHERE u.name = @name AND u.age = @age;

-- name: JoinOfInheritedKey :many
-- @optional team, join t when team
SELECT u.id FROM users u LEFT JOIN places t ON t.id = u.team_id WHERE u.id > 1 AND t.name = @team;

-- name: JoinOfInheritedKeyOnly :many
-- @optional team, join t when team
SELECT u.id FROM users u LEFT JOIN ONLY places t ON t.id = u.team_id WHERE u.id > 1 AND t.name = @team;

-- name: JoinOfGroups :many
-- @optional size, join t when size
WITH sizes AS (SELECT team_id, count(*) AS size FROM users GROUP BY team_id)
SELECT u.id FROM users u LEFT JOIN sizes t ON t.team_id = u.team_id WHERE u.id > 1 AND t.size > @size;

-- name: KeysetOfWindows :many
-- @keyset after
SELECT id, row_number() OVER (ORDER BY name) AS place FROM users ORDER BY id;
