-- name: NoPredicate :one
SELECT name FROM accounts WHERE email = $1;

-- name: NotTheExpression :one
SELECT name FROM accounts WHERE upper(email) = $1;

-- name: EitherKey :one
SELECT name FROM accounts WHERE id = $1 OR email = $2;

-- name: JoinedOnNoKey :one
SELECT p.bio FROM profiles p JOIN accounts a ON a.region = p.bio WHERE p.account_id = $1;

-- name: Inherited :one
SELECT id FROM base WHERE id = $1;

-- name: WithTies :one
SELECT name FROM accounts ORDER BY region FETCH FIRST 1 ROW WITH TIES;

-- name: FilledWithNull :one
SELECT p.bio FROM profiles p FULL JOIN (SELECT 1 AS one) s ON s.one = p.account_id GROUP BY s.one, p.bio;

-- name: GroupOfAnOptionalRow :one
SELECT s.one, count(*) FROM profiles p LEFT JOIN (SELECT 1 AS one) s ON s.one = p.account_id GROUP BY s.one;

-- name: TwoRows :one
INSERT INTO profiles (account_id) VALUES ($1), ($2) RETURNING account_id;

-- name: SomeChanged :batchone
UPDATE accounts SET name = $1 WHERE region = $2 RETURNING name;

-- name: Union :one
SELECT 1 AS n UNION SELECT 2;

-- name: OtherCollation :one
SELECT name FROM accounts WHERE id::text = $1 COLLATE "C";
