CREATE TABLE t (id int PRIMARY KEY, a int, b json);
CREATE TABLE s (id timestamptz, a int, b json);
