CREATE FUNCTION movies_in_genre(genre shared.slug) RETURNS SETOF movies
    LANGUAGE sql STABLE
    AS $$
    SELECT m.*
    FROM public.movies m
    JOIN public.movie_genres mg ON mg.movie_id = m.id
    JOIN public.genres g ON g.id = mg.genre_id
    WHERE g.slug = genre
    $$;

CREATE FUNCTION top_rated_movies(at_least bigint DEFAULT 1, max_results integer DEFAULT 10)
    RETURNS TABLE (movie_id uuid, title text, votes bigint, average numeric)
    LANGUAGE sql STABLE
    AS $$
    SELECT m.id, m.title, count(*), round(avg(r.value), 2)
    FROM public.movies m
    JOIN public.ratings r ON r.movie_id = m.id
    GROUP BY m.id
    HAVING count(*) >= at_least
    ORDER BY avg(r.value) DESC, m.title
    LIMIT max_results
    $$;

CREATE FUNCTION library_totals(IN library bigint, OUT movie_count bigint, OUT total_bytes numeric)
    LANGUAGE sql STABLE
    AS $$
    SELECT count(DISTINCT m.id), coalesce(sum(f.size_bytes), 0)
    FROM public.movies m
    LEFT JOIN public.media_files f ON f.movie_id = m.id
    WHERE m.library_id = library
    $$;

CREATE FUNCTION first_filled(VARIADIC candidates text[]) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT c FROM unnest(candidates) AS c WHERE c <> '' LIMIT 1 $$;

CREATE FUNCTION shared.next_run(attempts integer, base interval DEFAULT '30 seconds') RETURNS timestamptz
    LANGUAGE plpgsql VOLATILE
    AS $body$
    BEGIN
        RETURN now() + base * power(2, attempts);
    END;
    $body$;

CREATE FUNCTION release_decade(released date) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT
    RETURN (extract(year FROM released)::integer / 10) * 10;

CREATE PROCEDURE shared.purge_sessions(IN older_than interval)
    LANGUAGE sql
    AS $$ DELETE FROM shared.sessions WHERE expires_at < now() - older_than $$;

CREATE FUNCTION keep_longer(kept text, candidate text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT CASE WHEN length(candidate) > coalesce(length(kept), -1) THEN candidate ELSE kept END $$;

CREATE AGGREGATE longest(text) (
    sfunc = public.keep_longer,
    stype = text
);
