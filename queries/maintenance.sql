-- name: Ping :one
-- Answer if the server is alive.
SELECT 1 AS alive;

-- name: GetServerTime :one
-- The time of the server in several forms.
SELECT now() AS moment, localtimestamp AS local_moment, current_date AS today, localtime AS local_time;

-- name: AnalyzeMovies :exec
-- Refresh what the planner knows of films.
ANALYZE movies;

-- name: ListTables :many
-- The tables of the library with their columns counted, from the catalogs.
SELECT n.nspname AS schema_name, c.relname AS table_name, count(a.attnum) AS column_count
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY (@schemas::text[])
GROUP BY n.nspname, c.relname
ORDER BY n.nspname, c.relname;

-- name: ListRequiredColumns :many
-- Columns of a table that must be given, from the standard's views.
SELECT column_name, data_type
FROM information_schema.columns
WHERE table_schema = @schema AND table_name = @table AND is_nullable = 'NO' AND column_default IS NULL
ORDER BY ordinal_position;

-- name: ListCalendarWeeks :many
-- The weeks of a year as ranges of days.
-- @column week not null
SELECT extract(week FROM monday)::integer AS week, daterange(monday::date, (monday + interval '7 days')::date) AS days
FROM generate_series(
    date_trunc('week', make_date(@year, 1, 4)::timestamp), make_date(@year, 12, 28)::timestamp, interval '1 week'
) AS monday
ORDER BY monday;

-- name: TranslateKinds :many
-- Names of the kinds of media, from a list in the query.
SELECT k.kind, k.label
FROM (VALUES ('movie'::media_kind, 'Films'), ('series', 'Series'), ('music', NULL)) AS k (kind, label)
WHERE k.label IS NOT NULL OR @with_unnamed::boolean
ORDER BY k.kind;

-- name: ListConstants :many
-- Rows without a table.
VALUES (1, 'one', true), (2, 'two', NULL);
