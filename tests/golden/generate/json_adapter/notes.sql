-- name: GetNote :one
-- @column more json my::Tags
SELECT * FROM notes WHERE id = @id;

-- name: AddNote :exec
INSERT INTO notes (id, tags) VALUES (@id, @tags);
