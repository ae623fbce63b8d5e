-- name: RegisterFile :one
-- Add a file or take over what a new scan says of it.
INSERT INTO media_files (movie_id, episode_id, path, size_bytes, checksum, quality, resolution, frame_rate, bit_rate, features, scanned_at)
VALUES (
    sqlc.narg(movie_id), sqlc.narg(episode_id), @path, @size_bytes, sqlc.narg(checksum), sqlc.narg(quality),
    sqlc.narg(resolution), sqlc.narg(frame_rate), sqlc.narg(bit_rate), @features, @scanned_at
)
ON CONFLICT (path) DO UPDATE
SET size_bytes = excluded.size_bytes,
    checksum = excluded.checksum,
    quality = excluded.quality,
    resolution = excluded.resolution,
    features = excluded.features,
    scanned_at = excluded.scanned_at
RETURNING *;

-- name: GetFile :one
-- Find a file by its path.
SELECT * FROM media_files WHERE path = @path;

-- name: ListFilesByHeight :many
-- Files with at least so many lines, by the parts of their resolution.
SELECT f.path, (f.resolution).width, (f.resolution).height, coalesce((f.resolution).interlaced, false) AS interlaced
FROM media_files f
WHERE (f.resolution).height >= @min_height::integer
ORDER BY f.path;

-- name: ListResolutions :many
-- The distinct resolutions of all files.
-- @column resolution not null
SELECT DISTINCT f.resolution FROM media_files f WHERE f.resolution IS NOT NULL ORDER BY f.resolution;

-- name: SumStorageByQuality :many
-- Bytes per quality, every quality included, with the share of each.
SELECT q.quality,
       coalesce(sum(f.size_bytes), 0) AS total_bytes,
       pg_size_pretty(coalesce(sum(f.size_bytes), 0)) AS total,
       round(100 * coalesce(sum(f.size_bytes), 0) / nullif(sum(sum(f.size_bytes)) OVER (), 0), 1) AS percent
FROM media_files f
RIGHT JOIN unnest(enum_range(NULL::video_quality)) AS q (quality) ON q.quality = f.quality
GROUP BY q.quality
ORDER BY q.quality;

-- name: ListOrphanedFiles :many
-- Files that belong to nothing.
SELECT f.id, f.path
FROM media_files f
WHERE f.movie_id IS NULL AND f.episode_id IS NULL
ORDER BY f.path;

-- name: ListDuplicateFiles :many
-- Files with the same contents.
SELECT encode(f.checksum, 'hex') AS checksum,
       array_agg(f.path ORDER BY f.path) AS paths,
       (count(*) - 1) * min(f.size_bytes) AS wasted_bytes
FROM media_files f
WHERE f.checksum IS NOT NULL
GROUP BY f.checksum
HAVING count(*) > 1
ORDER BY wasted_bytes DESC;

-- name: SetFileFeature :one
-- Switch one feature bit of a file, counted from the left.
UPDATE media_files
SET features = set_bit(features, @bit::integer, @value::integer)
WHERE id = @id
RETURNING features, bit_count(features) AS feature_count;

-- name: ListFilesWithFeatures :many
-- Files that have all the bits of a mask.
SELECT f.id, f.features
FROM media_files f
WHERE f.features & @mask::bit(8) = @mask
ORDER BY f.id;

-- name: SetFileNfo :exec
-- Attach a description in XML.
UPDATE media_files SET nfo = @nfo WHERE id = @id;

-- name: GetFileNfo :one
-- The description of a file with its title taken out.
SELECT f.nfo, (xpath('/movie/title/text()', f.nfo))[1]::text AS title
FROM media_files f
WHERE f.id = @id;

-- name: StreamFiles :stream
-- All files, row by row, with what they belong to.
SELECT f.id, f.path, f.size_bytes, f.checksum, coalesce(m.title, e.title) AS title
FROM media_files f
LEFT JOIN movies m ON m.id = f.movie_id
LEFT JOIN episodes e ON e.id = f.episode_id
ORDER BY f.id;

-- name: AttachFiles :batchone
-- Attach files to films by their paths and say what they were attached to before.
UPDATE media_files AS f
SET movie_id = @movie_id
FROM (SELECT old.id, old.movie_id FROM media_files old WHERE old.path = @path FOR UPDATE) AS before
WHERE f.id = before.id
RETURNING f.id, before.movie_id AS previous_movie_id;

-- name: RenameRoot :execrows
-- Replace the first part of paths after a disk was moved.
UPDATE media_files
SET path = @new_root::text || substr(path, length(@old_root::text) + 1)
WHERE path LIKE @old_root || '/%';

-- name: ListFileFolders :many
-- Folders with the number of their files.
SELECT regexp_replace(f.path, '/[^/]*$', '') AS folder,
       count(*) AS file_count,
       count(*) FILTER (WHERE f.path ~* '\.mkv$') AS matroska_count,
       avg(f.bit_rate) AS average_bit_rate,
       max(f.frame_rate) AS fastest
FROM media_files f
GROUP BY folder
ORDER BY folder;
