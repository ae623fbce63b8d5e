-- name: AddMarker :exec
-- Mark a span of a file, given as a range of seconds.
INSERT INTO markers (file_id, kind, span, label) VALUES (@file_id, @kind, @span, sqlc.narg(label));

-- name: ImportMarkers :copyfrom
-- Load markers in bulk.
INSERT INTO markers (file_id, kind, span, label) VALUES (@file_id, @kind, @span, @label);

-- name: ListMarkers :many
-- The markers of a file in order.
SELECT * FROM markers WHERE file_id = @file_id ORDER BY span;

-- name: GetMarkerAt :many
-- What plays at a second of a file.
SELECT m.kind, lower(m.span) AS starts_at, upper(m.span) AS ends_at
FROM markers m
WHERE m.file_id = @file_id AND m.span @> @second::double precision
ORDER BY m.kind;

-- name: GetSkippableSpans :one
-- All spans that can be skipped, touching ones melted into one.
SELECT range_agg(m.span) AS spans
FROM markers m
WHERE m.file_id = @file_id AND m.kind <> 'chapter';

-- name: ListMarkerLengths :many
-- How long markers of each kind are on average.
SELECT m.kind, avg(upper(m.span) - lower(m.span)) AS average_seconds, count(m.colour) AS coloured_count
FROM markers m
GROUP BY m.kind
ORDER BY m.kind;

-- name: PaintMarker :many
-- Give the markers of a kind a colour code of one byte.
UPDATE markers SET colour = @colour WHERE file_id = @file_id AND kind = @kind RETURNING colour;
