CREATE TYPE qar.clearance AS ENUM ('open', 'internal', 'sealed');

CREATE TABLE qar.vaults (
    id        integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name      text NOT NULL UNIQUE,
    clearance qar.clearance NOT NULL DEFAULT 'internal',
    location  point
);

CREATE TABLE qar.holdings (
    LIKE public.movies INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
    vault_id  integer NOT NULL REFERENCES qar.vaults (id),
    clearance qar.clearance,
    valued_at money_amount,
    PRIMARY KEY (id)
);

CREATE TABLE qar.grants (
    user_id    uuid NOT NULL REFERENCES shared.users (id) ON DELETE CASCADE,
    clearance  qar.clearance NOT NULL,
    granted_by uuid REFERENCES shared.users (id),
    valid      tstzrange NOT NULL DEFAULT tstzrange(now(), NULL),
    EXCLUDE USING gist (user_id WITH =, valid WITH &&)
);

CREATE TABLE qar.access_log (
    holding_id uuid NOT NULL REFERENCES qar.holdings (id),
    user_id    uuid NOT NULL REFERENCES shared.users (id),
    seen_at    timestamptz NOT NULL DEFAULT now(),
    reason     text
);
