CREATE TABLE event (id integer PRIMARY KEY, body jsonb NOT NULL, note text);
