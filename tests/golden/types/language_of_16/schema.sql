CREATE TABLE reading (id integer PRIMARY KEY, place text NOT NULL, body text, taken timestamptz NOT NULL);
