CREATE TABLE movies (id int PRIMARY KEY, "Title" text NOT NULL, "order" int);
CREATE TABLE studios (id int PRIMARY KEY, name text NOT NULL);
