-- name: GetPlaylist :many
-- A playlist with what is on it, in order; no row when there is none.
-- @group by playlist
SELECT sqlc.embed(p) AS playlist, sqlc.embed(i) AS item, m.title
FROM playlists p
LEFT JOIN (playlist_items i JOIN movies m ON m.id = i.movie_id) ON i.playlist_id = p.id
WHERE p.id = @id
ORDER BY i.position;
