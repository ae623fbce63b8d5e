CREATE TABLE films (id bigint PRIMARY KEY, title text, made int, price real, code varchar(10));
CREATE INDEX films_made_idx ON films (made);
CREATE TABLE takes (id bigint, film_id bigint) PARTITION BY RANGE (id);
CREATE TABLE drafts (id int, old text);
