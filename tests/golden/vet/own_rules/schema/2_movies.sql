CREATE TABLE movies (id bigint PRIMARY KEY, title text NOT NULL, "releaseYear" int);

CREATE TABLE log (line text);

-- @allow keyed-tables
CREATE TABLE notes (line text);
