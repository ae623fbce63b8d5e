CREATE TABLE movies (id int PRIMARY KEY, title text NOT NULL);
CREATE TABLE empty ();
