CREATE TABLE t (a int PRIMARY KEY, b text, c int[], d jsonb, e numeric, x xml);
CREATE TYPE pair AS (x int, y int);
CREATE TABLE p (id int, q pair);
CREATE TYPE mood AS ENUM ('sad', 'happy');

CREATE SCHEMA other;
CREATE TABLE other.t (z int);
CREATE TABLE left_names (name text);
CREATE TABLE right_names (name text);
CREATE FUNCTION some_record() RETURNS record LANGUAGE sql AS 'SELECT 1, 2';
