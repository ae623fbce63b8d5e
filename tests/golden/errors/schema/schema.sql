CREATE TABLE movies (id int PRIMARY KEY, title text NOT NULL);
CREATE TABLE movies (id int);
CREATE TABLE a (x nosuchtype);
ALTER TABLE films ADD COLUMN x int;
ALTER TABLE movies DROP COLUMN year;
CREATE VIEW v AS SELECT titel FROM movies;
CREATE TYPE mood AS ENUM ('a', 'a');
DO $$ BEGIN EXECUTE 'CREATE TABLE ' || 'hidden (a int)'; END $$;
CREATE EXTENSION no_such_extension;
