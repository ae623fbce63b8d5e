CREATE TABLE devices (
    id          uuid PRIMARY KEY,
    user_id     uuid NOT NULL REFERENCES shared.users (id),
    name        text NOT NULL,
    mac_address macaddr,
    last_seen   timestamptz
);

CREATE TABLE legacy_bookmarks (
    user_id uuid,
    url     text
);
