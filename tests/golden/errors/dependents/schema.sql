-- Triggers: the columns of UPDATE OF, WHEN, the function
CREATE TABLE watched (id int PRIMARY KEY, a int, b text, c int);
CREATE TABLE log (id int, what text, extra int);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION wanted(int) RETURNS bool LANGUAGE sql AS 'SELECT true';
CREATE TRIGGER of_a BEFORE UPDATE OF a ON watched FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER when_b BEFORE UPDATE ON watched FOR EACH ROW WHEN (OLD.b IS DISTINCT FROM NEW.b) EXECUTE FUNCTION note();
CREATE TRIGGER when_c BEFORE INSERT ON watched FOR EACH ROW WHEN (wanted(NEW.c)) EXECUTE FUNCTION note();
CREATE TRIGGER bad BEFORE UPDATE OF missing ON watched FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER bad BEFORE UPDATE OF a, a ON watched FOR EACH ROW EXECUTE FUNCTION note();
ALTER TABLE watched DROP COLUMN a;
ALTER TABLE watched DROP COLUMN b;
ALTER TABLE watched ALTER COLUMN a TYPE bigint;
ALTER TABLE watched ALTER COLUMN b TYPE varchar(5);
DROP FUNCTION note();
DROP FUNCTION wanted(int);
DROP TRIGGER when_b ON watched;
ALTER TABLE watched DROP COLUMN b;
ALTER TABLE watched DROP COLUMN a CASCADE;
DROP FUNCTION wanted(int) CASCADE;
DROP FUNCTION note();

-- Policies: USING and WITH CHECK
CREATE TABLE guarded (id int, owner text, n int);
CREATE FUNCTION who() RETURNS text LANGUAGE sql AS 'SELECT current_user::text';
CREATE POLICY mine ON guarded USING (owner = who()) WITH CHECK (n > 0);
CREATE POLICY logged ON guarded USING (id IN (SELECT id FROM log));
ALTER TABLE guarded DROP COLUMN owner;
ALTER TABLE guarded DROP COLUMN n;
ALTER TABLE guarded ALTER COLUMN n TYPE bigint;
DROP FUNCTION who();
DROP TABLE log;
ALTER TABLE log DROP COLUMN id;
ALTER TABLE log DROP COLUMN extra;
ALTER POLICY logged ON guarded USING (true);
ALTER POLICY mine ON guarded RENAME TO own;
ALTER TABLE guarded DROP COLUMN n;
DROP POLICY own ON guarded;
ALTER TABLE guarded DROP COLUMN n;
DROP FUNCTION who();
DROP TABLE log;

-- Rules: their condition, what their actions read and assign
CREATE TABLE source (id int, a int, b int);
CREATE TABLE target (id int, a int, b int, c int);
CREATE RULE on_insert AS ON INSERT TO source DO ALSO INSERT INTO target (id, a) VALUES (NEW.id, NEW.a);
CREATE RULE on_update AS ON UPDATE TO source WHERE NEW.b <> OLD.b
  DO ALSO UPDATE target SET c = NEW.b WHERE target.id = OLD.id;
ALTER TABLE target DROP COLUMN b;
ALTER TABLE target DROP COLUMN c;
ALTER TABLE source DROP COLUMN b;
ALTER TABLE target ALTER COLUMN a TYPE bigint;
ALTER TABLE source ALTER COLUMN a TYPE bigint;
DROP TABLE target;
DROP RULE on_update ON source;
ALTER TABLE source DROP COLUMN b;
ALTER TABLE target DROP COLUMN c;
DROP TABLE target CASCADE;
ALTER TABLE source DROP COLUMN a;
CREATE TABLE stored (id int, s text);
CREATE VIEW shown AS SELECT id FROM stored;
CREATE RULE through AS ON INSERT TO shown DO INSTEAD INSERT INTO stored (id, s) VALUES (NEW.id, 'x');
ALTER TABLE stored DROP COLUMN s;
DROP VIEW shown;
ALTER TABLE stored DROP COLUMN s;

-- Domains: the default takes the domain along, a CHECK only itself
CREATE FUNCTION start() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION fits(int) RETURNS bool LANGUAGE sql AS 'SELECT true';
CREATE DOMAIN amount AS int DEFAULT start() CONSTRAINT fitting CHECK (fits(VALUE));
CREATE SEQUENCE numbers;
CREATE DOMAIN numbered AS int DEFAULT nextval('numbers');
CREATE TABLE amounts (a amount);
DROP FUNCTION start();
DROP FUNCTION fits(int);
DROP SEQUENCE numbers;
DROP FUNCTION fits(int) CASCADE;
ALTER DOMAIN amount DROP CONSTRAINT fitting;
DROP FUNCTION start() CASCADE;
CREATE TABLE more_amounts (a amount);
ALTER DOMAIN numbered DROP DEFAULT;
DROP SEQUENCE numbers;
