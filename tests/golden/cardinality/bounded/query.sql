-- name: PartialKey :one
SELECT name FROM accounts WHERE email = $1 AND deleted_at IS NULL;

-- name: PartialKeyOfATruth :one
SELECT email FROM accounts WHERE name = $1 AND is_active = true;

-- name: ExpressionKey :one
SELECT name FROM accounts WHERE lower(email) = $1;

-- name: ExpressionAndColumn :one
SELECT name FROM accounts WHERE left(name, 1) = $1 AND region IN ($2);

-- name: JoinedOnKeys :one
SELECT a.name, p.bio, m.name AS manager
FROM accounts a LEFT JOIN profiles p ON p.account_id = a.id LEFT JOIN accounts m ON m.id = a.manager_id
WHERE a.id = $1;

-- name: OnlyTheParent :one
SELECT id FROM ONLY base WHERE id = $1;

-- name: FirstRow :one
SELECT name FROM accounts ORDER BY name FETCH FIRST 1 ROW ONLY;

-- name: OneGroup :one
SELECT a.id, count(*) FROM accounts a JOIN profiles p ON true WHERE a.id = $1 GROUP BY a.id;

-- name: Inserted :one
INSERT INTO profiles (account_id, bio) VALUES ($1, $2) RETURNING account_id;

-- name: InsertedOrNot :one
INSERT INTO profiles (account_id, bio) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING account_id;

-- name: Upserted :one
INSERT INTO profiles (account_id, bio) VALUES ($1, $2) ON CONFLICT (account_id) DO UPDATE SET bio = excluded.bio RETURNING account_id;

-- name: UpsertedSometimes :one
INSERT INTO profiles (account_id, bio) VALUES ($1, $2)
ON CONFLICT (account_id) DO UPDATE SET bio = excluded.bio WHERE profiles.bio IS NULL RETURNING account_id;

-- name: Changed :one
UPDATE accounts SET name = $1 WHERE id = $2 RETURNING name;

-- name: NoFrom :one
SELECT now() AS at;

-- name: OneOfTheOther :one
SELECT id FROM accounts WHERE id = $1 EXCEPT SELECT account_id FROM profiles;

-- name: Nothing :one
SELECT count(*) FROM accounts LIMIT 0;
