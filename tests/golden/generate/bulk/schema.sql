CREATE TYPE status AS ENUM ('active', 'blocked');
CREATE DOMAIN email_address AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE teams (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE users (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id  bigint NOT NULL,
    email      text NOT NULL,
    full_name  text,
    status     status NOT NULL,
    score      numeric(10,2) NOT NULL DEFAULT 0,
    tags       text[],
    backup     email_address,
    team_id    bigint REFERENCES teams,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, email)
);
CREATE UNIQUE INDEX users_by_mail ON users (lower(email));
CREATE TYPE place AS (street text, number integer);
CREATE TABLE samples (
    id      integer PRIMARY KEY,
    flag    boolean,
    data    bytea,
    key     uuid,
    amount  numeric,
    at      timestamptz,
    payload jsonb,
    span    int4range,
    state   status,
    home    place,
    mail    email_address,
    grid    integer[][],
    states  status[]
);
