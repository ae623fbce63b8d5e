CREATE TABLE shared.api_keys (
    id           uuid NOT NULL DEFAULT gen_random_uuid(),
    user_id      uuid NOT NULL REFERENCES shared.users (id) ON DELETE CASCADE,
    label        varchar(80) NOT NULL,
    prefix       char(8) NOT NULL,
    key_digest   shared.digest,
    scopes       text[] NOT NULL DEFAULT '{}',
    allowed_from cidr[],
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    expires_on   date
);

ALTER TABLE shared.api_keys ADD PRIMARY KEY (id);
ALTER TABLE shared.api_keys ADD CONSTRAINT api_keys_prefix_key UNIQUE (prefix);
