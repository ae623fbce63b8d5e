CREATE TYPE status AS ENUM ('active', 'blocked');
CREATE TABLE teams (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE users (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id  bigint NOT NULL,
    email      text NOT NULL UNIQUE,
    full_name  text NOT NULL,
    status     status NOT NULL,
    score      numeric NOT NULL,
    phone      text,
    verified   boolean NOT NULL DEFAULT false,
    team_id    bigint REFERENCES teams,
    created_at timestamptz NOT NULL DEFAULT now()
);
