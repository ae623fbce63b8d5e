-- unaccent() is only STABLE because its dictionary can be altered; ours never is.
CREATE FUNCTION fold_text(input text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT lower(public.unaccent('public.unaccent', input)) $$;

ALTER TABLE movies
    ADD COLUMN tagline text,
    ADD COLUMN search_document tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', title), 'A')
        || setweight(to_tsvector('english', coalesce(original_title, '')), 'B')
        || setweight(to_tsvector('english', coalesce(overview, '')), 'C')
    ) STORED;

CREATE INDEX movies_search_idx ON movies USING gin (search_document);
CREATE INDEX movies_title_trgm_idx ON movies USING gin (title gin_trgm_ops);
CREATE INDEX people_name_trgm_idx ON people USING gist (fold_text(name) gist_trgm_ops);
