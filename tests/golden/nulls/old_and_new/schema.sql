CREATE TABLE account (id integer PRIMARY KEY, owner text NOT NULL, note text);
CREATE TABLE change (id integer PRIMARY KEY, owner text NOT NULL);
