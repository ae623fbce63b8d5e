CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE SCHEMA other;
CREATE TABLE other.t (id int, b text);
CREATE TABLE t_row (id int);
