CREATE TABLE shared.sessions (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES shared.users (id) ON DELETE CASCADE,
    token_digest shared.digest UNIQUE,
    ip_address   inet,
    user_agent   text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    revoked_at   timestamptz
);

CREATE INDEX sessions_open_idx ON shared.sessions (user_id, expires_at) WHERE revoked_at IS NULL;
