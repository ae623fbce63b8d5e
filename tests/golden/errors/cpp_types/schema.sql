CREATE TABLE t (id int PRIMARY KEY, a int, b text);
CREATE TABLE odd (id int, s xml, p pg_snapshot);
CREATE TYPE pair AS (x int, y pg_snapshot);
CREATE TABLE holds (id int, q pair);
