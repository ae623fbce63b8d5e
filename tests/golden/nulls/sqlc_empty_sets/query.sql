-- name: Issue3028 :one
SELECT sum(quantity) FROM sales WHERE album_id = $1 AND channel = $2;

-- name: Issue3028WithZero :one
SELECT coalesce(sum(quantity), 0)::bigint AS quantity FROM sales WHERE album_id = $1;

-- name: Issue1574 :one
SELECT count(*) AS albums, min(released) AS first, max(released) AS last FROM albums WHERE artist_id = $1;

-- name: Issue1574Grouped :many
SELECT artist_id, min(released) AS first, max(note) AS note FROM albums GROUP BY artist_id;
