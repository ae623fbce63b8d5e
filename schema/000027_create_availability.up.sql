CREATE TABLE availability (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    movie_id uuid NOT NULL REFERENCES movies (id) ON DELETE CASCADE,
    region   char(2) NOT NULL,
    during   daterange NOT NULL CHECK (NOT isempty(during)),
    price    money_amount,
    blackout datemultirange NOT NULL DEFAULT '{}',
    CONSTRAINT availability_no_overlap EXCLUDE USING gist (movie_id WITH =, region WITH =, during WITH &&)
);
