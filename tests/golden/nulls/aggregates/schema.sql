CREATE TABLE ratings (movie_id int NOT NULL, stars int NOT NULL, comment text);
