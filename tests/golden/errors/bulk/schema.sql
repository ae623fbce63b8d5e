CREATE TABLE teams (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, full_name text, team_id bigint);
CREATE TABLE notes (body text);
CREATE TABLE tags (label text UNIQUE, color text, code text NOT NULL UNIQUE DEFAULT gen_random_uuid()::text);
