CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE TYPE address AS (street text, city text);
CREATE TABLE people (id bigint PRIMARY KEY, mood mood NOT NULL, email email, home address, born date, seen timestamptz, score numeric(10,2), tags text[], span int4range, data jsonb);
