ALTER TABLE shared.users
    ADD COLUMN display_name text,
    ADD COLUMN birthday date,
    ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC',
    ADD COLUMN preferences hstore,
    ADD COLUMN bedtime time,
    ADD COLUMN deleted_at timestamptz;

-- A deleted account frees its address, so uniqueness holds among the living only.
DROP INDEX shared.users_email_key;
CREATE UNIQUE INDEX users_live_email_key ON shared.users (email) WHERE deleted_at IS NULL;
