CREATE TABLE movies (id int PRIMARY KEY, title text NOT NULL);
CREATE TABLE ratings (movie_id int NOT NULL, stars int NOT NULL);
