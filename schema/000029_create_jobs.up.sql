CREATE SEQUENCE shared.job_number AS bigint START WITH 100 INCREMENT BY 1;

CREATE TYPE shared.job_state AS ENUM ('queued', 'running', 'done', 'failed');

SET search_path = shared, public;

CREATE TABLE jobs (
    id           bigint PRIMARY KEY DEFAULT nextval('shared.job_number'),
    queue        text NOT NULL DEFAULT 'default',
    kind         text NOT NULL,
    payload      jsonb NOT NULL DEFAULT '{}',
    priority     smallint NOT NULL DEFAULT 0,
    state        job_state NOT NULL DEFAULT 'queued',
    attempts     integer NOT NULL DEFAULT 0,
    max_attempts integer NOT NULL DEFAULT 3,
    run_at       timestamptz NOT NULL DEFAULT now(),
    locked_by    text,
    locked_at    timestamptz,
    last_error   text,
    retry_after  interval NOT NULL DEFAULT interval '30 seconds'
);

ALTER SEQUENCE job_number OWNED BY jobs.id;
CREATE INDEX jobs_ready_idx ON jobs (queue, priority DESC, run_at) WHERE state = 'queued';

RESET search_path;
