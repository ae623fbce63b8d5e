CREATE TABLE accounts (
    id bigint PRIMARY KEY,
    email text,
    name text NOT NULL,
    region text NOT NULL,
    is_active boolean NOT NULL DEFAULT true,
    deleted_at timestamptz,
    manager_id bigint
);
CREATE UNIQUE INDEX accounts_live_email ON accounts (email) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX accounts_active_name ON accounts (name) WHERE is_active;
CREATE UNIQUE INDEX accounts_lower_email ON accounts (lower(email)) WHERE email IS NOT NULL;
CREATE UNIQUE INDEX accounts_region_initial ON accounts (region, left(name, 1)) WHERE region IS NOT NULL;
CREATE TABLE profiles (account_id bigint PRIMARY KEY, bio text);
CREATE TABLE base (id int PRIMARY KEY);
CREATE TABLE derived () INHERITS (base);
