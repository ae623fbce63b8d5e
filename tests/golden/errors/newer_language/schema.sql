CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, j jsonb);
CREATE TABLE s (id integer PRIMARY KEY, a integer);
