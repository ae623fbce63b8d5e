-- Expressions in DDL whose types do not fit, beside ones that do.
CREATE TABLE t (id int PRIMARY KEY, a int, b text, c int DEFAULT 1, d text DEFAULT 'x', e text DEFAULT 5, f serial, at timestamptz);
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- defaults
CREATE TABLE d1 (a int DEFAULT 'x'::text);
CREATE TABLE d2 (a int DEFAULT true);
CREATE TABLE d3 (a bool DEFAULT 1);
CREATE TABLE d4 (a int DEFAULT 'abc');
CREATE TABLE d5 (a int[] DEFAULT 1);
CREATE TABLE d6 (a mood DEFAULT 'angry');
CREATE TABLE d7 (a mood DEFAULT 'sad'::text);
CREATE TABLE d8 (a date DEFAULT '2020-13-01');
CREATE TABLE d9 (a int DEFAULT id);
CREATE TABLE d10 (a int DEFAULT 1 + true);
CREATE TABLE d11 (a int DEFAULT nofunc(1));
CREATE TABLE d12 (a text DEFAULT 5, b int DEFAULT NULL, c varchar(2) DEFAULT 'long', d numeric DEFAULT 1, e int DEFAULT 1.5,
                  f bool DEFAULT 'yes', g text[] DEFAULT '{}', h mood DEFAULT 'sad', i date DEFAULT now(), j bigint[] DEFAULT ARRAY[1],
                  k jsonb DEFAULT '{}', l text DEFAULT current_user, m money DEFAULT 0, n "char" DEFAULT 'a', o timestamptz DEFAULT CURRENT_DATE);
ALTER TABLE t ALTER a SET DEFAULT 'x'::text;
ALTER TABLE t ALTER a SET DEFAULT 'x';
ALTER TABLE t ALTER a SET DEFAULT 2.5;
CREATE TABLE d13 (a int, b int GENERATED ALWAYS AS ('x'::text) STORED);
CREATE TABLE d14 (a int, b int GENERATED ALWAYS AS (a + true) STORED);
CREATE TABLE d15 (a int, b text GENERATED ALWAYS AS (a + 1) STORED);
-- conditions
CREATE TABLE c1 (a text, CHECK (a + 1 > 0));
CREATE TABLE c2 (a int, CHECK (a));
CREATE TABLE c3 (a int CHECK (a = 'x'));
CREATE TABLE c4 (a int CHECK (a || 1 > 0));
CREATE TABLE c5 (a int CHECK (nofunc(a)));
CREATE TABLE c6 (a int CHECK ('maybe'));
CREATE TABLE c7 (a int CHECK ('true'), CHECK (NULL), CHECK (a IN (1, 2)), CHECK (c7.a > 0));
ALTER TABLE t ADD CHECK (b = 1);
ALTER TABLE t ADD CHECK (b || 'x');
CREATE POLICY p1 ON t USING (a);
CREATE POLICY p2 ON t USING (b = 1);
CREATE POLICY p3 ON t WITH CHECK (a + true);
CREATE POLICY p4 ON t USING (b = current_user) WITH CHECK (EXISTS (SELECT 1 FROM t other WHERE other.id = t.a));
ALTER POLICY p4 ON t USING (b);
CREATE TRIGGER w1 BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.a) EXECUTE FUNCTION stamp();
CREATE TRIGGER w2 BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.b = 1) EXECUTE FUNCTION stamp();
CREATE TRIGGER w3 BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.nowhere > 1) EXECUTE FUNCTION stamp();
CREATE TRIGGER w4 BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION stamp();
CREATE TRIGGER w5 BEFORE UPDATE ON t FOR EACH ROW WHEN (pg_trigger_depth() = 0 AND OLD.a IS DISTINCT FROM NEW.a) EXECUTE FUNCTION stamp();
-- indexes
CREATE INDEX ON t ((a || b || 1 + true));
CREATE INDEX ON t ((a AND true));
CREATE INDEX ON t (a) WHERE b;
CREATE INDEX ON t (a) WHERE b = 1;
CREATE INDEX ON t (lower(b), (a + 1)) WHERE b <> 'x';
CREATE UNIQUE INDEX i_desc ON t (a DESC);
CREATE UNIQUE INDEX i_nulls ON t (id, a NULLS FIRST);
CREATE UNIQUE INDEX i_last ON t (a ASC NULLS LAST);
CREATE UNIQUE INDEX i_ops ON t (b text_pattern_ops);
ALTER TABLE t ADD CONSTRAINT u1 UNIQUE USING INDEX i_desc;
ALTER TABLE t ADD CONSTRAINT u2 UNIQUE USING INDEX i_nulls;
ALTER TABLE t ADD CONSTRAINT u3 UNIQUE USING INDEX i_ops;
ALTER TABLE t ADD CONSTRAINT u4 UNIQUE USING INDEX i_last;
-- domains
CREATE DOMAIN v1 AS int CHECK (VALUE = true);
CREATE DOMAIN v2 AS int DEFAULT true;
CREATE DOMAIN v3 AS int CHECK (VALUE);
CREATE DOMAIN v4 AS int CHECK (VALUE > nowhere);
CREATE DOMAIN v5 AS text CHECK (VALUE ~ '^a' AND length(VALUE) > 1) DEFAULT 5;
CREATE DOMAIN v6 AS v5 CHECK (VALUE <> '') CHECK (char_length(VALUE) < 9);
CREATE DOMAIN v7 AS text[] CHECK (array_length(VALUE, 1) > 0);
CREATE DOMAIN v8 AS mood CHECK (VALUE <> 'sad') DEFAULT 'happy';
ALTER DOMAIN v5 ADD CHECK (VALUE + 1 > 0);
ALTER DOMAIN v5 SET DEFAULT ARRAY[1];
-- types of columns
CREATE TABLE y (a int, b text, c text, d text DEFAULT 'x', e text DEFAULT 5, f serial, g int DEFAULT 1, h text, "I" text, j numeric, k int);
ALTER TABLE y ALTER a TYPE bool USING (a + true);
ALTER TABLE y ALTER b TYPE int;
ALTER TABLE y ALTER c TYPE int USING ('x'::text);
ALTER TABLE y ALTER e TYPE int USING length(e);
ALTER TABLE y ALTER g TYPE bigint;
ALTER TABLE y ALTER h TYPE mood USING h::mood;
ALTER TABLE y ALTER "I" TYPE numeric(4, 2);
ALTER TABLE y ALTER j TYPE int;
ALTER TABLE y ALTER k TYPE int USING nowhere;
ALTER TABLE y ALTER d TYPE int USING length(d);
ALTER TABLE y ALTER f TYPE uuid USING gen_random_uuid();
