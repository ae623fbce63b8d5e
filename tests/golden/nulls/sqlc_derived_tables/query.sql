-- name: Issue4117 :many
SELECT * FROM artists LEFT JOIN (SELECT id AS album_id, artist_id, title FROM albums) AS l ON l.artist_id = artists.id;

-- name: Issue4117Full :many
SELECT l.title, r.name FROM (SELECT * FROM albums) AS l FULL JOIN (SELECT * FROM artists) AS r ON r.id = l.artist_id;

-- name: Issue3667 :many
SELECT l.title AS album_title, l.note AS album_note
FROM artists AS a
LEFT JOIN (SELECT artist_id, title, note FROM albums WHERE price > 0) l ON l.artist_id = a.id
GROUP BY l.title, l.note;

-- name: Issue2806 :many
SELECT a.name, s.channel
FROM artists a
LEFT JOIN (SELECT b.artist_id, e.channel FROM albums b JOIN sales e ON e.album_id = b.id) s ON s.artist_id = a.id;

-- name: Lateral :many
SELECT a.name, latest.title FROM artists a
LEFT JOIN LATERAL (SELECT title FROM albums WHERE artist_id = a.id ORDER BY released DESC LIMIT 1) latest ON true;

-- name: WithItem :many
WITH sold AS (SELECT album_id, channel FROM sales)
SELECT b.title, sold.channel FROM albums b LEFT JOIN sold ON sold.album_id = b.id;
