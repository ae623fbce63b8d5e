-- name: SearchMovies :many
-- Full text search with rank and excerpt.
-- @readonly
-- @timeout 2s
SELECT m.id,
       m.title,
       ts_rank_cd(m.search_document, q) AS rank,
       ts_headline('english', coalesce(m.overview, m.title), q, 'StartSel=<b>, StopSel=</b>') AS excerpt
FROM movies m, websearch_to_tsquery('english', @query) AS q
WHERE m.search_document @@ q
ORDER BY rank DESC, m.title
LIMIT @max_results;

-- name: CountSearchHits :one
-- How many films and series a search finds; two counts are added, so there is always a sum.
-- @column total not null
SELECT sum(found.hits)::bigint AS total
FROM (
    SELECT count(*) AS hits FROM movies m WHERE m.search_document @@ plainto_tsquery('english', @query)
    UNION ALL
    SELECT count(*) FROM series s WHERE to_tsvector('english', s.title) @@ plainto_tsquery('english', @query)
) AS found;

-- name: SuggestTitles :many
-- Titles that look like a misspelt one.
SELECT m.title, similarity(m.title, @query) AS likeness
FROM movies m
WHERE m.title % @query
ORDER BY m.title <-> @query, m.title
LIMIT 5;

-- name: SearchEverything :many
-- Films, series and people whose name contains a word, accents aside.
WITH found AS (
    SELECT 'movie' AS kind, m.id::text AS id, m.title AS name FROM movies m
    UNION ALL
    SELECT 'series', s.id::text, s.title FROM series s
    UNION ALL
    SELECT 'person', p.id::text, p.name FROM people p
)
SELECT found.kind, found.id, found.name
FROM found
WHERE fold_text(found.name) LIKE '%' || fold_text(@word::text) || '%'
ORDER BY found.kind, found.name;

-- name: ListSearchTerms :many
-- The most frequent stems of the catalogue.
SELECT lexeme, count(*) AS movie_count, sum(cardinality(positions)) AS occurrence_count
FROM movies m, unnest(m.search_document)
GROUP BY lexeme
HAVING count(*) > 1
ORDER BY movie_count DESC, lexeme;

-- name: ExplainSearch :one
-- What the search makes of the words of a user.
SELECT websearch_to_tsquery('english', @query)::text AS query,
       numnode(websearch_to_tsquery('english', @query)) AS node_count,
       to_tsvector('english', @query) AS document;
