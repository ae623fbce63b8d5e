CREATE TABLE t (a int PRIMARY KEY, b text, c int[], d jsonb, e numeric, x xml);
CREATE TYPE pair AS (x int, y int);
CREATE TABLE p (id int, q pair);
CREATE TYPE mood AS ENUM ('sad', 'happy');

CREATE EXTENSION hstore;
CREATE EXTENSION tsm_system_rows;
CREATE TABLE h (v hstore);
CREATE VIEW seen AS SELECT a, b FROM t;
