-- name: StudiosWithMovie :many
SELECT sqlc.embed(s), sqlc.embed(m) FROM studios s LEFT JOIN movies m ON m.title = s.mail;

-- name: MoveStudios :batchexec
UPDATE studios SET seat = @seat WHERE id = @id;

-- name: DeleteStudio :execrows
DELETE FROM studios WHERE id = $1;

-- name: MoveStudio :many
UPDATE studios SET seat = @seat WHERE id = @id RETURNING id;
