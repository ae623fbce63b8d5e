-- name: Issue780 :many
SELECT coalesce(note, '') AS note, coalesce(note, title) AS label FROM albums;

-- name: Issue1096 :many
SELECT a.name, coalesce(sum(b.price), 0) AS revenue, coalesce(b.note, a.bio) AS text
FROM artists a LEFT JOIN albums b ON b.artist_id = a.id
GROUP BY a.name, b.note, a.bio;

-- name: Issue1663 :many
SELECT coalesce(b.title, '(none)') AS title, coalesce(b.id, -1) AS album_id
FROM artists a LEFT JOIN albums b ON b.artist_id = a.id;
