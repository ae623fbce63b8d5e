-- name: Issue2402 :many
SELECT sqlc.embed(artists), sqlc.embed(albums) FROM artists LEFT OUTER JOIN albums ON albums.artist_id = artists.id;

-- name: Issue2634 :one
SELECT sqlc.embed(a), sqlc.embed(b) FROM artists a LEFT JOIN albums b ON b.artist_id = a.id LIMIT 1;

-- name: Issue2997 :many
SELECT artists.id, sqlc.embed(sales)
FROM artists
LEFT JOIN albums ON albums.artist_id = artists.id
LEFT JOIN sales ON sales.album_id = albums.id;

-- name: Issue3240 :many
SELECT a.*, sqlc.embed(b)
FROM (SELECT * FROM artists WHERE artists.id = $1 LIMIT 1) a
LEFT JOIN albums b ON b.artist_id = a.id;

-- name: Issue2348 :many
SELECT sqlc.embed(t)
FROM unnest(sqlc.narg(album_ids)::bigint[]) WITH ORDINALITY o (album_id, ord)
LEFT JOIN albums t ON t.id = o.album_id
ORDER BY o.ord;

-- name: Issue3123 :one
SELECT sqlc.embed(sales), sqlc.embed(albums) FROM sales LEFT JOIN albums ON albums.id = sales.album_id WHERE sales.id = $1;

-- name: Issue3030 :one
SELECT sqlc.embed(albums), sqlc.embed(artists)
FROM albums LEFT JOIN artists ON artists.id = albums.artist_id
WHERE albums.id = $1;

-- name: NotOptionalAfterAll :many
SELECT sqlc.embed(albums), sqlc.embed(artists)
FROM albums LEFT JOIN artists ON artists.id = albums.artist_id
WHERE artists.name = $1;
