CREATE TABLE shared.notifications (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES shared.users (id) ON DELETE CASCADE,
    body       text NOT NULL,
    read_at    timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Children carry what their kind needs; a query on the parent sees them all.
CREATE TABLE shared.movie_notifications (
    movie_id uuid NOT NULL
) INHERITS (shared.notifications);

ALTER TABLE shared.movie_notifications ALTER COLUMN id SET DEFAULT nextval('shared.notifications_id_seq');
