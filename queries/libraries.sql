-- name: CreateLibrary :execlastid
-- Add a library and return its key.
INSERT INTO libraries (name, kind, root_paths, options)
VALUES (@name, @kind, @root_paths, sqlc.narg(options))
RETURNING id;

-- name: GetLibrary :one
-- Find one library.
SELECT * FROM libraries WHERE id = $1;

-- name: ListLibraries :many
-- All libraries of some kinds.
SELECT * FROM libraries
WHERE kind = ANY (@kinds::media_kind[])
ORDER BY name;

-- name: ListLibrariesForUser :many
-- What a user can see, and whether they can change it.
SELECT l.id, l.name, l.kind, m.can_edit, m.joined_at
FROM libraries l
INNER JOIN library_members m ON m.library_id = l.id
WHERE m.user_id = @user_id
ORDER BY l.name;

-- name: ListLibraryAccess :many
-- Every pair of user and library, with the membership if there is one.
SELECT u.username, l.name AS library_name, m.can_edit
FROM shared.live_users u
CROSS JOIN libraries l
LEFT JOIN library_members m ON m.library_id = l.id AND m.user_id = u.id
ORDER BY u.username, l.name;

-- name: AddLibraryMember :execrows
-- Let a user in; nothing happens when they are in already.
INSERT INTO library_members (library_id, user_id, can_edit)
VALUES (@library_id, @user_id, @can_edit)
ON CONFLICT (library_id, user_id) DO NOTHING;

-- name: SyncLibraryMembers :execrows
-- Make the members of a library exactly those who are listed.
MERGE INTO library_members AS m
USING (
    SELECT l.id AS library_id, u.id AS user_id, u.id = ANY (@user_ids::uuid[]) AS listed
    FROM libraries l CROSS JOIN shared.users u
    WHERE l.id = @library_id
) AS s
ON m.library_id = s.library_id AND m.user_id = s.user_id
WHEN MATCHED AND NOT s.listed THEN DELETE
WHEN MATCHED THEN UPDATE SET can_edit = @can_edit
WHEN NOT MATCHED AND s.listed THEN
    INSERT (library_id, user_id, can_edit) VALUES (s.library_id, s.user_id, @can_edit);

-- name: GetLibraryTotals :many
-- Films and bytes of every library.
SELECT l.name, t.movie_count, t.total_bytes
FROM libraries l
CROSS JOIN LATERAL library_totals(l.id) AS t
ORDER BY l.name;

-- name: ListLibraryPaths :many
-- The root folders of a library in order.
SELECT p.path, p.place
FROM libraries l, unnest(l.root_paths) WITH ORDINALITY AS p (path, place)
WHERE l.id = @id
ORDER BY p.place;

-- name: SetLibraryOption :one
-- Set one option and return all.
UPDATE libraries
SET options = coalesce(options, '') || hstore(@name::text, @value::text)
WHERE id = @id
RETURNING options;

-- name: ListEmptyLibraries :many
-- Libraries with neither films nor series.
SELECT l.id, l.name
FROM libraries l
WHERE NOT EXISTS (SELECT FROM movies m WHERE m.library_id = l.id)
  AND l.id NOT IN (SELECT s.library_id FROM series s)
ORDER BY l.id;

-- name: RenameLibrary :one
-- Give a library another name.
UPDATE libraries SET name = @name WHERE id = @id RETURNING *;

-- name: DeleteLibrary :execrows
-- Remove a library that is empty.
DELETE FROM libraries WHERE id = $1;
