CREATE TABLE teams (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE users (
    id      bigint PRIMARY KEY,
    name    text NOT NULL,
    age     integer,
    rating  numeric NOT NULL,
    team_id bigint REFERENCES teams
);
CREATE TABLE places (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE cities (mayor text) INHERITS (places);
