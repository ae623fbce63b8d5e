CREATE TABLE films (id bigint PRIMARY KEY, title text NOT NULL, made int, studio_id bigint, added timestamptz NOT NULL DEFAULT now());
CREATE INDEX films_title_idx ON films (title);
CREATE INDEX films_made_idx ON films (made);
CREATE TABLE studios (id bigint PRIMARY KEY, name text NOT NULL, parent_id bigint);
