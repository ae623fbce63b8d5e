CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL, bio text, age int);
