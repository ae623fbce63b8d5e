CREATE TABLE collections (
    id        bigserial PRIMARY KEY,
    name      text NOT NULL,
    parent_id bigint REFERENCES collections (id),
    UNIQUE NULLS NOT DISTINCT (parent_id, name)
);

CREATE TABLE collection_movies (
    collection_id bigint NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    movie_id      uuid NOT NULL REFERENCES movies (id) ON DELETE CASCADE,
    position      integer NOT NULL,
    PRIMARY KEY (collection_id, movie_id)
);
