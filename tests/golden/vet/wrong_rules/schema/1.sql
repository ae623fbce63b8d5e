CREATE TABLE movies (id bigint PRIMARY KEY, title text NOT NULL);
