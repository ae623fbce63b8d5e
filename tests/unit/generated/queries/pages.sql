-- name: ListPages :many
SELECT DISTINCT page FROM visits WHERE id > @id;

-- name: CopyIds :copyfrom
INSERT INTO seen (id) VALUES (@id);
