-- What may not stand in expressions of the schema: sub-queries, aggregates, window functions, sets, columns.
CREATE TABLE t (id int PRIMARY KEY, a int, b text);
CREATE FUNCTION numbers() RETURNS SETOF int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE DOMAIN d AS int;
-- CHECK
CREATE TABLE c1 (a int, CHECK (a = (SELECT 1)));
CREATE TABLE c2 (a int CHECK (EXISTS (SELECT 1)));
CREATE TABLE c3 (a int, CHECK (count(*) > 0));
CREATE TABLE c4 (a int, CHECK (row_number() OVER () > 0));
CREATE TABLE c5 (a int, CHECK (numbers() > 0));
CREATE TABLE c6 (a int, CHECK (grouping(a) > 0));
CREATE TABLE c7 (a int, CHECK (ctid IS NOT NULL));
CREATE TABLE c8 (a int, CHECK (tableoid IS NOT NULL));
CREATE TABLE c9 (a int, CHECK (a = $1));
ALTER TABLE t ADD CHECK (a IN (SELECT 1));
ALTER DOMAIN d ADD CHECK (VALUE = ANY (SELECT 1));
CREATE DOMAIN d1 AS int CHECK (max(VALUE) > 1);
CREATE DOMAIN d2 AS int CHECK (VALUE IN (1, 2)) CHECK (VALUE > (SELECT count(*) FROM t));
-- DEFAULT
CREATE TABLE v1 (a int DEFAULT (SELECT max(id) FROM t));
CREATE TABLE v2 (a int DEFAULT count(*));
CREATE TABLE v3 (a int DEFAULT numbers());
CREATE TABLE v4 (a int, b int DEFAULT grouping(a));
ALTER TABLE t ALTER a SET DEFAULT rank() OVER ();
CREATE DOMAIN d3 AS int DEFAULT (SELECT 1);
CREATE FUNCTION f1(i int DEFAULT (SELECT 1)) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f2(i int DEFAULT sum(1)) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f3(i int DEFAULT a) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f4(i int DEFAULT 'x'::text) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f5(i int DEFAULT 'x') RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f6(i anyelement, j anyelement DEFAULT 1, k date DEFAULT now(), l text DEFAULT current_user) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE f7(i int DEFAULT numbers()) LANGUAGE sql AS 'SELECT 1';
-- generated columns
CREATE TABLE g1 (a int, b int GENERATED ALWAYS AS ((SELECT 1)) STORED);
CREATE TABLE g2 (a int, b int GENERATED ALWAYS AS (max(a)) STORED);
CREATE TABLE g3 (a int, b int GENERATED ALWAYS AS (generate_series(1, 2)) STORED);
CREATE TABLE g4 (a int, b bool GENERATED ALWAYS AS (xmin IS NULL) STORED);
CREATE TABLE g5 (a int, b bool GENERATED ALWAYS AS (tableoid IS NULL) STORED);
-- indexes and partitions
CREATE INDEX ON t ((max(a)));
CREATE INDEX ON t ((a + (SELECT 1)));
CREATE INDEX ON t ((numbers()));
CREATE INDEX ON t (id) WHERE a = (SELECT 1);
CREATE INDEX ON t (id) WHERE count(*) > 0;
CREATE INDEX ON t ((ctid IS NULL));
CREATE INDEX ON t (id) WHERE tableoid IS NULL;
CREATE INDEX ON t (ctid);
CREATE TABLE x1 (a int, EXCLUDE ((lag(a) OVER ()) WITH =));
CREATE TABLE p1 (a int) PARTITION BY RANGE ((a + (SELECT 1)));
CREATE TABLE p2 (a int) PARTITION BY RANGE ((min(a)));
CREATE TABLE p3 (a int) PARTITION BY RANGE ((nothing));
CREATE TABLE p4 (a int) PARTITION BY RANGE ((ctid IS NULL));
-- conversions, policies, triggers
ALTER TABLE t ALTER a TYPE bigint USING (SELECT 1);
ALTER TABLE t ALTER a TYPE bigint USING sum(a);
ALTER TABLE t ALTER a TYPE bigint USING numbers();
CREATE POLICY q1 ON t USING (a = max(a));
CREATE POLICY q2 ON t USING (numbers() = 1);
CREATE POLICY q3 ON t USING (a = (SELECT max(id) FROM t)) WITH CHECK (count(*) > 1);
CREATE TRIGGER w1 BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.a IN (SELECT 1)) EXECUTE FUNCTION stamp();
CREATE TRIGGER w2 BEFORE UPDATE ON t FOR EACH ROW WHEN (sum(NEW.a) > 1) EXECUTE FUNCTION stamp();
