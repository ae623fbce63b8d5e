CREATE TABLE movies (id int PRIMARY KEY, title text NOT NULL, studio_id int);
CREATE TABLE studios (id int PRIMARY KEY, name text NOT NULL, city text);
