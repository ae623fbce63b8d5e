CREATE TYPE review_state AS ENUM ('draft', 'published', 'hidden');

CREATE TABLE reviews (
    id           bigserial,
    movie_id     uuid NOT NULL REFERENCES movies (id) ON DELETE CASCADE,
    author_id    uuid REFERENCES shared.users (id) ON DELETE SET NULL,
    parent_id    bigint,
    state        review_state NOT NULL DEFAULT 'draft',
    body         text NOT NULL,
    tags         varchar(32)[],
    published_at timestamptz,
    PRIMARY KEY (id)
);

ALTER TABLE reviews
    ADD CONSTRAINT reviews_parent_fkey FOREIGN KEY (parent_id) REFERENCES reviews (id) ON DELETE CASCADE,
    ADD CONSTRAINT reviews_published_check CHECK (state <> 'published' OR published_at IS NOT NULL);
