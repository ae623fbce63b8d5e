-- name: Paged :many
SELECT title FROM films ORDER BY id OFFSET 10;

-- name: Any :many
SELECT title FROM films LIMIT 10;

-- name: ByTitle :many
SELECT id FROM films WHERE title = @title;

-- name: ByKeyAndTitle :many
SELECT id FROM films WHERE title = @title AND id > @after;
