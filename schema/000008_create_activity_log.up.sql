CREATE TABLE shared.activity_log (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    user_id    uuid,
    action     text NOT NULL,
    subject    text,
    details    jsonb NOT NULL DEFAULT '{}',
    ip_address inet,
    logged_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, logged_at)
) PARTITION BY RANGE (logged_at);

CREATE TABLE shared.activity_log_2025_01 PARTITION OF shared.activity_log
    FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2025-02-01 00:00:00+00');
CREATE TABLE shared.activity_log_2025_02 PARTITION OF shared.activity_log
    FOR VALUES FROM ('2025-02-01 00:00:00+00') TO ('2025-03-01 00:00:00+00');
CREATE TABLE shared.activity_log_rest PARTITION OF shared.activity_log DEFAULT;

CREATE INDEX activity_log_user_idx ON shared.activity_log (user_id, logged_at DESC);
