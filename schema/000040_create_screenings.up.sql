CREATE TABLE screenings (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    movie_id uuid NOT NULL REFERENCES movies (id),
    room     text NOT NULL,
    during   tsrange NOT NULL,
    seats    int4range NOT NULL DEFAULT '[1,40]',
    price    numeric(8, 2),
    EXCLUDE USING gist (room WITH =, during WITH &&)
);

CREATE TABLE reservations (
    screening_id bigint NOT NULL REFERENCES screenings (id) ON DELETE CASCADE,
    seat         integer NOT NULL,
    user_id      uuid NOT NULL REFERENCES shared.users (id),
    reserved_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (screening_id, seat)
);
