CREATE TABLE ratings (
    user_id  uuid NOT NULL REFERENCES shared.users (id) ON DELETE CASCADE,
    movie_id uuid NOT NULL REFERENCES movies (id) ON DELETE CASCADE,
    value    score NOT NULL,
    rated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, movie_id)
);
