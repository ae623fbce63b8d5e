-- name: CreatePlaylist :one
-- Start a playlist.
INSERT INTO playlists (owner_id, name, visibility) VALUES (@owner_id, @name, @visibility) RETURNING *;

-- name: ListPlaylists :many
-- The playlists of a user and the public ones of all others.
SELECT p.id, p.name, p.visibility, u.username AS owner, p.owner_id = @user_id AS is_mine
FROM playlists p
JOIN shared.users u ON u.id = p.owner_id
WHERE p.owner_id = @user_id OR p.visibility = 'public'
ORDER BY is_mine DESC, p.name;

-- name: AppendToPlaylist :many
-- Add films at the end of a playlist in the order given.
INSERT INTO playlist_items (playlist_id, position, movie_id)
SELECT @playlist_id,
       (SELECT coalesce(max(i.position), 0) FROM playlist_items i WHERE i.playlist_id = @playlist_id) + wanted.place,
       wanted.movie_id
FROM unnest(@movie_ids::uuid[]) WITH ORDINALITY AS wanted (movie_id, place)
RETURNING position, movie_id;

-- name: ListPlaylistItems :many
-- What is on a playlist, in order.
SELECT i.position, m.title, i.note
FROM playlist_items i
JOIN movies m ON m.id = i.movie_id
WHERE i.playlist_id = @playlist_id
ORDER BY i.position;

-- name: DeferPlaylistPositions :exec
-- Let positions collide until the end of the transaction.
SET CONSTRAINTS playlist_items_position_key DEFERRED;

-- name: SwapPlaylistItems :execrows
-- Exchange two places.
UPDATE playlist_items
SET position = CASE position WHEN @first_position THEN @second_position ELSE @first_position END
WHERE playlist_id = @playlist_id AND position IN (@first_position::integer, @second_position::integer);

-- name: AnnotatePlaylistItem :execrows
-- Write a note to an item; NULL removes it.
UPDATE playlist_items SET note = @note WHERE playlist_id = @playlist_id AND position = @position;

-- name: GetPlaylistLength :one
-- How long a playlist plays; NULL when no length is known.
SELECT sum(make_interval(mins => m.runtime_minutes)) AS playing_time
FROM playlist_items i
JOIN movies m ON m.id = i.movie_id
WHERE i.playlist_id = @playlist_id;

-- name: CopyPlaylist :one
-- Copy a playlist with all its items to another user.
WITH copied AS (
    INSERT INTO playlists (owner_id, name)
    SELECT @new_owner_id::uuid, p.name || ' (copy)' FROM playlists p WHERE p.id = @playlist_id
    RETURNING id
), items AS (
    INSERT INTO playlist_items (playlist_id, position, movie_id)
    SELECT copied.id, i.position, i.movie_id
    FROM playlist_items i CROSS JOIN copied
    WHERE i.playlist_id = @playlist_id
    RETURNING movie_id
)
SELECT copied.id, (SELECT count(*) FROM items) AS item_count FROM copied;

-- name: CountPlaylistsByVisibility :many
-- Playlists per visibility.
SELECT p.visibility, count(*) FROM playlists p GROUP BY p.visibility ORDER BY p.visibility;
