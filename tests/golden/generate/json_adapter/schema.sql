CREATE TABLE notes (id bigint PRIMARY KEY, tags jsonb NOT NULL, more jsonb);
