CREATE TABLE docs (id int PRIMARY KEY, body jsonb NOT NULL, note text, tags text[] NOT NULL);
