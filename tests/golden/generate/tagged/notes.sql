-- name: GetNote :one
-- @readonly
-- What the note says.
SELECT body /* all of it */ FROM notes WHERE id = @id;

-- name: AddNote :one
INSERT INTO notes VALUES (@id, @body) RETURNING id;

-- name: DropNote :exec
DELETE FROM notes WHERE id = @id;

-- name: CopyNotes :copyfrom
INSERT INTO notes (id, body) VALUES (@id, @body);
