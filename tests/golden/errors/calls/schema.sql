CREATE TABLE t (a int PRIMARY KEY, b text, c int[], d jsonb, e numeric, x xml);
CREATE TYPE pair AS (x int, y int);
CREATE TABLE p (id int, q pair);
CREATE TYPE mood AS ENUM ('sad', 'happy');

CREATE AGGREGATE mysum(v int) (sfunc = int4pl, stype = int4);
CREATE FUNCTION ntiles(int) RETURNS SETOF int LANGUAGE internal WINDOW AS 'window_ntile';
CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq, negator = !==);
CREATE FUNCTION several(int, int) RETURNS SETOF boolean LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR ==== (leftarg = int, rightarg = int, function = several);
CREATE FUNCTION next_state(int, float8) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE of_two(int, int ORDER BY float8) (sfunc = next_state, stype = int4);
CREATE FUNCTION next_any(int, VARIADIC "any") RETURNS int LANGUAGE internal AS 'pg_num_nulls';
CREATE AGGREGATE of_any(VARIADIC "any" ORDER BY VARIADIC "any") (sfunc = next_any, stype = int4);
CREATE AGGREGATE of_one_and_any(int, VARIADIC "any" ORDER BY VARIADIC "any") (sfunc = next_any, stype = int4);
CREATE PROCEDURE run(a int) LANGUAGE sql AS 'SELECT 1';
