CREATE TABLE movies (
    id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    library_id   bigint NOT NULL REFERENCES libraries (id),
    title        text NOT NULL,
    orig_title   text,
    overview     text,
    released     date,
    runtime      integer CHECK (runtime > 0),
    budget       money_amount,
    languages    text[],
    external_ids jsonb NOT NULL DEFAULT '{}',
    poster_url   text,
    added_at     timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX movies_library_idx ON movies (library_id, title);
CREATE INDEX movies_external_ids_idx ON movies USING gin (external_ids);
