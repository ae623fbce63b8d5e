-- name: LogActivity :exec
-- Write one line of the activity log.
INSERT INTO shared.activity_log (user_id, action, subject, details, ip_address)
VALUES (sqlc.narg(user_id), @action, sqlc.narg(subject), @details, sqlc.narg(ip_address));

-- name: ImportActivity :copyfrom
-- Load old lines in bulk; each goes to the partition of its month.
INSERT INTO shared.activity_log (user_id, action, subject, details, logged_at)
VALUES (@user_id, @action, @subject, @details, @logged_at);

-- name: ListActivity :many
-- Page backwards through the log by its key.
SELECT a.id, a.logged_at, a.user_id, a.action, a.subject
FROM shared.activity_log a
WHERE (a.logged_at, a.id) < (@before_time, @before_id)
ORDER BY a.logged_at DESC, a.id DESC
LIMIT @page_size;

-- name: StreamActivity :stream
-- The log of a period with the names of the users, row by row.
SELECT a.logged_at, a.action, u.username, a.details
FROM shared.activity_log a
LEFT JOIN shared.users u ON u.id = a.user_id
WHERE a.logged_at >= @since AND a.logged_at < @until
ORDER BY a.logged_at, a.id;

-- name: CountActivityPerDay :many
-- Lines per day of a period, days without a line included.
SELECT day::date AS day, count(a.id) AS line_count
FROM generate_series(@first_day::timestamptz, @last_day::timestamptz, interval '1 day') AS day
LEFT JOIN shared.activity_log a ON a.logged_at >= day AND a.logged_at < day + interval '1 day'
GROUP BY day
ORDER BY day;

-- name: CountActivityPerHour :many
-- At which local hours people are active. Only an infinite time has no hour, and nobody logs one.
-- @column hour not null
SELECT extract(hour FROM a.logged_at AT TIME ZONE @time_zone)::integer AS hour, count(*) AS line_count
FROM shared.activity_log a
WHERE date_trunc('month', a.logged_at AT TIME ZONE @time_zone) = @month::timestamp
GROUP BY 1
ORDER BY 1;

-- name: SummarizeActivity :many
-- Lines per user and action with subtotals; NULL stands for all.
SELECT a.user_id, a.action, count(*) AS line_count, grouping(a.user_id, a.action) AS level
FROM shared.activity_log a
WHERE a.user_id IS NOT NULL AND a.logged_at < @until
GROUP BY GROUPING SETS ((a.user_id, a.action), (a.action), ())
ORDER BY level, a.action, a.user_id;

-- name: LatestActivityPerUser :many
-- The last line of every user.
SELECT DISTINCT ON (a.user_id) a.user_id, a.action, a.logged_at
FROM shared.activity_log a
WHERE a.user_id IS NOT NULL AND a.logged_at < @until
ORDER BY a.user_id, a.logged_at DESC, a.id DESC;

-- name: ListActivityGaps :many
-- How long each user was silent between lines.
WITH spaced AS (
    SELECT a.user_id,
           a.logged_at,
           a.logged_at - lag(a.logged_at) OVER (PARTITION BY a.user_id ORDER BY a.logged_at) AS silence
    FROM shared.activity_log a
    WHERE a.logged_at < @until
)
SELECT user_id, logged_at, silence
FROM spaced
WHERE silence > @longer_than::interval
ORDER BY silence DESC;

-- name: ListActivityDetails :many
-- The details of one line as pairs of text.
SELECT d.key, d.value
FROM shared.activity_log a, jsonb_each_text(a.details) AS d
WHERE a.id = @id
ORDER BY d.key;

-- name: QueryActivityDetails :many
-- Evaluate a JSON path over the details of an action.
SELECT a.id, item
FROM shared.activity_log a
CROSS JOIN LATERAL jsonb_path_query(a.details, @path::jsonpath) AS item
WHERE a.action = @action
ORDER BY a.id, item;

-- name: CountActivityPerPartition :many
-- Which partition holds how many lines.
SELECT a.tableoid::regclass::text AS partition_name, count(*) AS line_count
FROM shared.activity_log a
WHERE a.logged_at < @until
GROUP BY a.tableoid
ORDER BY partition_name;

-- name: TrimActivity :execrows
-- Drop lines that are older than a limit.
DELETE FROM shared.activity_log WHERE logged_at < @older_than;
