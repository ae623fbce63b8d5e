-- name: AddNote :many
-- A rule's RETURNING list gives the values, not the table.
INSERT INTO notes (id, body) VALUES ($1, $2) RETURNING id, body;

-- name: ChangeNote :many
-- What WHERE says of a note's row, it does not say of the rule's.
UPDATE notes SET id = $1 WHERE body IS NOT NULL RETURNING id, body;

-- name: RemoveNote :many
-- There is no rule for DELETE.
DELETE FROM all_notes WHERE id = $1 RETURNING id, body;
