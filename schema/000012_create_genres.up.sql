CREATE TABLE genres (
    id   serial PRIMARY KEY,
    slug shared.slug NOT NULL UNIQUE,
    name text NOT NULL,
    path ltree NOT NULL
);

CREATE INDEX genres_path_idx ON genres USING gist (path);

CREATE TABLE movie_genres (
    movie_id uuid NOT NULL REFERENCES movies ON DELETE CASCADE,
    genre_id integer NOT NULL REFERENCES genres,
    PRIMARY KEY (movie_id, genre_id)
);

CREATE TABLE series_genres (
    series_id bigint NOT NULL REFERENCES series ON DELETE CASCADE,
    genre_id  integer NOT NULL REFERENCES genres,
    PRIMARY KEY (series_id, genre_id)
);
