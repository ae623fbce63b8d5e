-- name: CreateUser :one
-- Open an account.
INSERT INTO shared.users (username, email, password_hash, display_name, role)
VALUES (@username, @email, @password_hash, @display_name, @role)
RETURNING *;

-- name: GetUser :one
-- Find one account, deleted or not.
SELECT * FROM shared.users WHERE id = $1;

-- name: GetUserByLogin :one
-- Find a living account by its name or its address.
SELECT *
FROM shared.users AS u
WHERE (u.username = @login::citext OR u.email = @login::citext)
  AND u.deleted_at IS NULL
LIMIT 1;

-- name: ListUsers :many
-- Page through all accounts, newest first.
SELECT u.id, u.username, u.role, u.created_at
FROM shared.users u
ORDER BY u.created_at DESC, u.id
LIMIT $1 OFFSET $2;

-- name: FindUsers :many
-- Filter accounts; a filter that is NULL does not filter.
SELECT u.id, u.username, u.display_name, u.role
FROM shared.users u
WHERE u.deleted_at IS NULL
  AND (sqlc.narg(role)::shared.user_role IS NULL OR u.role = sqlc.narg(role))
  AND (sqlc.narg(created_after)::timestamptz IS NULL OR u.created_at > sqlc.narg(created_after))
  AND (sqlc.narg(name_like)::text IS NULL OR u.display_name ILIKE '%' || sqlc.narg(name_like) || '%')
ORDER BY u.username;

-- name: SearchUsers :many
-- Filter living accounts by what is given.
-- @optional role, name_like, created (created_from, created_to), :named
SELECT u.id, u.username, u.display_name, u.role
FROM shared.users u
WHERE u.deleted_at IS NULL
  AND u.role = @role
  AND (u.display_name ILIKE @name_like OR u.username::text ILIKE @name_like)
  AND u.created_at BETWEEN @created_from AND @created_to
  /* named */ AND u.display_name IS NOT NULL
ORDER BY u.username;

-- name: SortUsers :many
-- Living accounts, sorted as the caller wants.
-- @order sort newest
-- @order sort name desc-able: u.username
-- @order sort role: u.role DESC, u.username
SELECT u.username
FROM shared.users u
WHERE u.deleted_at IS NULL
ORDER BY u.created_at DESC, u.id;

-- name: PageOfUsers :many
-- Living accounts page by page.
-- @optional role
-- @order sort newest
-- @order sort name desc-able: u.username, u.id
-- @order sort role: u.role DESC, u.username, u.id
-- @keyset after, before
SELECT u.id, u.username, u.role, u.created_at
FROM shared.users u
WHERE u.deleted_at IS NULL AND u.role = @role
ORDER BY u.created_at DESC, u.id DESC
LIMIT @page_size;

-- name: PatchUser :one
-- Change what is given of an account.
-- @patch
UPDATE shared.users
SET email = @email, display_name = @display_name, birthday = @birthday
WHERE id = @id
RETURNING username, email, display_name, birthday, updated_at;

-- name: PatchUserQuietly :execrows
-- The same, for callers who want to know only whether there is such an account.
-- @patch email, display_name
UPDATE shared.users SET email = @email, display_name = @display_name WHERE id = @id;

-- name: ListUsersById :many
-- Accounts of a list of keys, in the order of the list.
SELECT u.id, u.username
FROM unnest(@ids::uuid[]) WITH ORDINALITY AS wanted (id, place)
JOIN shared.users u ON u.id = wanted.id
ORDER BY wanted.place;

-- name: ListUsersByName :many
-- Accounts of a list of user names.
SELECT id, username, email
FROM shared.users
WHERE username IN (sqlc.slice(usernames))
ORDER BY username;

-- name: CountUsersByRole :many
-- How many living accounts hold each role, roles that nobody holds included.
SELECT r.role, count(u.id) AS user_count
FROM unnest(enum_range(NULL::shared.user_role)) AS r (role)
LEFT JOIN shared.live_users u ON u.role = r.role
GROUP BY r.role
ORDER BY r.role;

-- name: ListLiveUsers :many
-- Everybody who has not left, from the view.
SELECT * FROM shared.live_users ORDER BY username;

-- name: UserNameTaken :one
-- Whether a user name is taken.
SELECT EXISTS (SELECT 1 FROM shared.users WHERE username = @username) AS taken;

-- name: UpdateUserProfile :one
-- Change what is given and keep the rest.
UPDATE shared.users
SET display_name = coalesce(sqlc.narg(display_name), display_name),
    birthday = coalesce(sqlc.narg(birthday), birthday),
    time_zone = coalesce(sqlc.narg(time_zone), time_zone),
    bedtime = coalesce(sqlc.narg(bedtime), bedtime)
WHERE id = @id
RETURNING *;

-- name: ChangePassword :exec
-- Store a new password hash.
UPDATE shared.users SET password_hash = @password_hash WHERE id = @id;

-- name: ChangeRole :execrows
-- Give some accounts another role.
UPDATE shared.users
SET role = @role
WHERE id = ANY (@ids::uuid[]) AND role <> @role;

-- name: DeleteUser :execrows
-- Mark an account as deleted; its rows stay.
UPDATE shared.users SET deleted_at = now() WHERE id = @id AND deleted_at IS NULL;

-- name: SetPreference :exec
-- Set one preference of a user.
UPDATE shared.users
SET preferences = coalesce(preferences, ''::hstore) || hstore(@key::text, sqlc.narg(value)::text)
WHERE id = @id;

-- name: GetPreference :one
-- Read one preference; no row when there is no such user.
SELECT preferences -> @key::text AS value FROM shared.users WHERE id = @id;

-- name: ListPreferences :many
-- The preferences of one user as pairs.
SELECT p.key, p.value
FROM shared.users u
CROSS JOIN LATERAL each(u.preferences) AS p (key, value)
WHERE u.id = @id
ORDER BY p.key;

-- name: ListBirthdays :many
-- Everyone born in a month, with the age they reach in a year.
SELECT u.username,
       u.birthday,
       @year::integer - extract(year FROM u.birthday)::integer AS turns
FROM shared.users u
WHERE u.birthday IS NOT NULL
  AND extract(month FROM u.birthday) = @month::integer
ORDER BY extract(day FROM u.birthday), u.username;

-- name: ImportUsers :copyfrom
-- Load accounts in bulk.
INSERT INTO shared.users (id, username, email, password_hash, display_name, birthday, role)
VALUES (@id, @username, @email, @password_hash, @display_name, @birthday, @role);

-- name: TouchUsers :batchexec
-- Set the time zone of many users in one round trip.
UPDATE shared.users SET time_zone = @time_zone WHERE id = @id;

-- name: RemoveUsers :batchone
-- Delete accounts for good, one by one, and say who they were.
DELETE FROM shared.users WHERE id = @id RETURNING username;
