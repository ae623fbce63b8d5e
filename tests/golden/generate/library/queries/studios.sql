-- name: StudiosWithMovie :many
SELECT sqlc.embed(s), sqlc.embed(m) FROM studios s LEFT JOIN movies m ON m.title = s.mail;

-- name: MoveStudios :batchexec
-- @batch each
UPDATE studios SET seat = @seat WHERE id = @id;

-- name: DeleteStudio :execrows
DELETE FROM studios WHERE id = $1;

-- name: MoveStudio :many
UPDATE studios SET seat = @seat WHERE id = @id RETURNING id;

-- name: StudiosWithCounts :many
WITH counts AS (SELECT title, count(*) AS films FROM movies GROUP BY title)
SELECT s.id, sqlc.embed(counts) FROM studios s LEFT JOIN counts ON counts.title = s.mail;

-- name: StudiosOfMovies :many
SELECT m.id, ARRAY(SELECT s FROM studios s WHERE s.mail = m.title) AS studios FROM movies m;
