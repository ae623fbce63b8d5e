-- name: Issue937 :exec
UPDATE artists SET name = coalesce($2, name) WHERE id = $1;

-- name: Issue3118 :exec
UPDATE albums SET title = coalesce($1, title), note = coalesce($2, note), released = coalesce($3, released) WHERE id = $4;

-- name: Issue3900 :exec
UPDATE albums SET price = coalesce($1, price), artist_id = coalesce($2, artist_id) WHERE id = $3;

-- name: Issue2988 :many
SELECT id, title FROM albums WHERE (artist_id = $1 OR $1 IS NULL) AND title LIKE $2;

-- name: Issue1525 :many
-- @param artist not null
-- @param after nullable
SELECT id FROM albums WHERE (artist_id = @artist OR @artist IS NULL) AND released > @after;
