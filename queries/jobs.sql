-- name: EnqueueJob :one
-- Put work into a queue.
INSERT INTO shared.jobs (queue, kind, payload, priority, run_at)
VALUES (@queue, @kind, @payload, @priority, coalesce(sqlc.narg(run_at), now()))
RETURNING id;

-- name: EnqueueDefaultJob :execlastid
-- Put work into the default queue and return its number.
INSERT INTO shared.jobs (kind) VALUES (@kind) RETURNING id;

-- name: TakeJobs :many
-- Take the most urgent jobs that no other worker holds.
WITH ready AS (
    SELECT j.id
    FROM shared.jobs j
    WHERE j.queue = @queue AND j.state = 'queued' AND j.run_at <= now()
    ORDER BY j.priority DESC, j.run_at, j.id
    LIMIT @batch_size
    FOR UPDATE SKIP LOCKED
)
UPDATE shared.jobs AS j
SET state = 'running', attempts = j.attempts + 1, locked_by = @worker::text, locked_at = now()
FROM ready
WHERE j.id = ready.id
RETURNING j.id, j.kind, j.payload, j.attempts;

-- name: LockJob :one
-- Lock one job without waiting.
SELECT * FROM shared.jobs WHERE id = $1 FOR NO KEY UPDATE NOWAIT;

-- name: FinishJob :execrows
-- Mark a job as done.
UPDATE shared.jobs SET state = 'done', locked_by = NULL, locked_at = NULL WHERE id = $1 AND state = 'running';

-- name: FailJob :one
-- Give a job back for another try, or give it up.
UPDATE shared.jobs
SET state = CASE WHEN attempts < max_attempts THEN 'queued' ELSE 'failed' END::shared.job_state,
    last_error = @error,
    run_at = shared.next_run(attempts, retry_after),
    locked_by = NULL,
    locked_at = NULL
WHERE id = @id
RETURNING state, run_at > now() AS delayed;

-- name: CountJobs :many
-- Jobs per queue and state.
SELECT j.queue, j.state, count(*) AS job_count, min(j.run_at) FILTER (WHERE j.state = 'queued') AS next_run_at
FROM shared.jobs j
GROUP BY j.queue, j.state
ORDER BY j.queue, j.state;

-- name: ListJobs :many
-- All jobs with a field of their payload.
SELECT j.id, j.kind, j.state, j.payload #>> '{target,path}' AS target_path, (j.payload -> 'size')::bigint AS size
FROM shared.jobs j
ORDER BY j.id;

-- name: GetJobPayload :one
-- The payload of a job with the number of the next attempt put into it.
-- @column payload type media_library::JobPayload
SELECT j.payload || jsonb_build_object('attempt', j.attempts + 1) AS payload
FROM shared.jobs j
WHERE j.id = @id;

-- name: DrawJobNumber :one
-- Draw the next number of the sequence.
SELECT nextval('shared.job_number') AS number;

-- name: TryLockWorker :one
-- Take the advisory lock of a worker for the rest of the transaction.
SELECT pg_try_advisory_xact_lock(hashtext(@worker)) AS locked;

-- name: ClearJobs :exec
-- Forget all jobs and start over with the numbers.
TRUNCATE shared.jobs RESTART IDENTITY;
