CREATE TABLE movies (id bigint PRIMARY KEY, title text NOT NULL, year integer);
CREATE TABLE reviews (id bigint PRIMARY KEY, movie_id bigint NOT NULL REFERENCES movies, stars integer NOT NULL DEFAULT 3);
