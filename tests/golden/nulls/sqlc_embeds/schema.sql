CREATE TYPE channel AS ENUM ('online', 'shop');
CREATE TABLE artists (id bigint PRIMARY KEY, name text NOT NULL, bio text);
CREATE TABLE albums (
    id bigint PRIMARY KEY,
    artist_id bigint REFERENCES artists (id),
    title text NOT NULL,
    price numeric(8, 2) NOT NULL,
    released timestamptz NOT NULL,
    note text
);
CREATE TABLE sales (id bigint PRIMARY KEY, album_id bigint REFERENCES albums (id), channel channel NOT NULL, quantity bigint NOT NULL);
