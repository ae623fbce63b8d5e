CREATE TYPE mpaa_rating AS ENUM ('G', 'PG-13', '');
CREATE TYPE address AS (street text, city text);
CREATE DOMAIN email AS text NOT NULL CHECK (VALUE LIKE '%@%');
CREATE TABLE movies (
    id       uuid PRIMARY KEY,
    title    text NOT NULL,
    rating   mpaa_rating,
    made     date,
    tags     text[] NOT NULL
);
COMMENT ON TABLE movies IS 'A film.';
COMMENT ON COLUMN movies.title IS 'As on the poster.';
CREATE TABLE studios (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail email, seat address, class int);
