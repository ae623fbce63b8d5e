CREATE TABLE playlists (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    owner_id   uuid NOT NULL REFERENCES shared.users (id) ON DELETE CASCADE,
    name       text NOT NULL,
    public     boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE playlist_items (
    playlist_id uuid NOT NULL REFERENCES playlists (id) ON DELETE CASCADE,
    position    integer NOT NULL,
    movie_id    uuid NOT NULL REFERENCES movies (id) ON DELETE CASCADE,
    note        text,
    PRIMARY KEY (playlist_id, movie_id),
    CONSTRAINT playlist_items_position_key UNIQUE (playlist_id, position) DEFERRABLE INITIALLY IMMEDIATE
);
