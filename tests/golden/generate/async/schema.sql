CREATE TABLE sessions (id bigint PRIMARY KEY, token text NOT NULL, seen_at timestamptz, uses integer NOT NULL DEFAULT 0);
CREATE TABLE completion_tokens (token text PRIMARY KEY);
