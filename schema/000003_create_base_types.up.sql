CREATE DOMAIN shared.email_address AS citext
    CHECK (VALUE ~ '^[^@[:space:]]+@[^@[:space:]]+$');

CREATE DOMAIN shared.slug AS text
    CHECK (VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

-- A digest is never absent: a column of this type is NOT NULL without saying so.
CREATE DOMAIN shared.digest AS bytea NOT NULL
    CHECK (octet_length(VALUE) = 32);

CREATE DOMAIN score AS numeric(3, 1)
    CHECK (VALUE >= 0 AND VALUE <= 10);

CREATE TYPE shared.user_role AS ENUM ('viewer', 'editor', 'admin');
CREATE TYPE media_kind AS ENUM ('movie', 'series');
CREATE TYPE video_quality AS ENUM ('sd', 'hd', 'uhd');
CREATE TYPE credit_role AS ENUM ('actor', 'director', 'writer', 'composer');

CREATE TYPE dimensions AS (
    width  integer,
    height integer
);

CREATE TYPE money_amount AS (
    amount   numeric(12, 2),
    currency text
);
