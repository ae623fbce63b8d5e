-- name: Issue374 :many
SELECT artists.*, albums.* FROM artists LEFT JOIN albums ON albums.artist_id = artists.id WHERE artists.id = $1;
