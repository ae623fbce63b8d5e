CREATE TABLE t (a int PRIMARY KEY, b text, c int[], d jsonb, e numeric, x xml);
CREATE TYPE pair AS (x int, y int);
CREATE TABLE p (id int, q pair);
CREATE TYPE mood AS ENUM ('sad', 'happy');

CREATE TABLE twelve (c1 int, c2 int, c3 int, c4 int, c5 int, c6 int, c7 int, c8 int, c9 int, c10 int, c11 int, c12 int, c13 int);
CREATE TABLE co (a text COLLATE "C", b text COLLATE "POSIX");
CREATE TABLE ruled (a int);
CREATE RULE also AS ON INSERT TO ruled DO ALSO NOTHING;
CREATE VIEW seen AS SELECT a, b FROM t;
CREATE TABLE small (s smallint);
CREATE TABLE rows_of_t (w t);
CREATE TABLE nothing ();
CREATE TABLE g (id int GENERATED ALWAYS AS IDENTITY, twice int GENERATED ALWAYS AS (1) STORED, n int);
