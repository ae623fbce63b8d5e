-- name: PresentInBranch :many
SELECT CASE WHEN p.user_id IS NOT NULL THEN p.bio ELSE 'none' END AS one,
       CASE WHEN p.user_id IS NULL THEN 'none' ELSE p.bio END AS other,
       CASE WHEN p.user_id IS NOT NULL THEN p.picture ELSE '' END AS nullable_itself,
       CASE WHEN p.user_id IS NOT NULL THEN p.bio END AS no_else,
       CASE WHEN p.picture = 'x' THEN p.bio ELSE '' END AS by_another_column
FROM users u LEFT JOIN profiles p ON p.user_id = u.id;

-- name: PresentTogether :many
SELECT CASE WHEN b.profile_id IS NOT NULL THEN p.bio ELSE '' END AS same_side,
       CASE WHEN p.user_id IS NOT NULL THEN b.label ELSE '' END AS its_own_side
FROM users u LEFT JOIN (profiles p LEFT JOIN badges b ON b.profile_id = p.user_id) ON p.user_id = u.id;

-- name: SidesOfFullJoin :many
SELECT CASE WHEN u.id IS NOT NULL THEN p.bio ELSE '' END AS other_side,
       CASE WHEN u.id IS NOT NULL THEN u.name ELSE '' END AS this_side
FROM users u FULL JOIN profiles p ON p.user_id = u.id;

-- name: LaterBranches :many
SELECT CASE WHEN nick IS NULL OR age > 3 THEN 'x' ELSE nick END AS either,
       CASE WHEN nick IS NULL AND age > 3 THEN 'x' ELSE nick END AS both_needed,
       CASE WHEN NOT (nick IS NOT NULL) THEN 'x' ELSE nick END AS negated,
       CASE WHEN nick = 'a' THEN 'x' ELSE nick END AS unknown
FROM users;

-- name: EitherProvesTheColumn :many
SELECT p.picture FROM profiles p WHERE p.picture = $1 OR p.picture LIKE $2;

-- name: EitherProvesTheRow :many
SELECT u.id, p.bio, p.picture FROM users u LEFT JOIN profiles p ON p.user_id = u.id
WHERE p.picture = $1 OR p.site = $2;

-- name: EitherProvesTheRowInBranch :many
SELECT CASE WHEN p.picture = 'x' OR p.site = 'y' THEN p.bio ELSE '' END AS proved,
       CASE WHEN p.picture = 'x' OR u.nick = 'y' THEN p.bio ELSE '' END AS not_proved
FROM users u LEFT JOIN profiles p ON p.user_id = u.id;

-- name: OneOfTwoProvesNothing :many
SELECT p.bio FROM users u LEFT JOIN profiles p ON p.user_id = u.id WHERE p.picture = $1 OR u.name = $2;
