-- name: CreateCollection :one
-- Add a collection, at the top or inside of another.
INSERT INTO collections (name, parent_id) VALUES (@name, sqlc.narg(parent_id)) RETURNING *;

-- name: AddToCollection :one
-- Put a film at the end of a collection and return its place.
INSERT INTO collection_movies (collection_id, movie_id, position)
VALUES (
    @collection_id,
    @movie_id,
    (SELECT coalesce(max(cm.position), 0) + 1 FROM collection_movies cm WHERE cm.collection_id = @collection_id)
)
RETURNING position;

-- name: ListCollectionTree :many
-- All collections below one, depth first; a loop is shown once and not followed.
WITH RECURSIVE tree AS (
    SELECT c.id, c.name, c.parent_id, 0 AS depth
    FROM collections c
    WHERE c.id = @root_id
    UNION ALL
    SELECT c.id, c.name, c.parent_id, tree.depth + 1
    FROM collections c
    JOIN tree ON c.parent_id = tree.id
) SEARCH DEPTH FIRST BY name SET ordering
  CYCLE id SET is_loop USING visited
SELECT tree.id, tree.name, tree.depth, tree.is_loop
FROM tree
ORDER BY tree.ordering;

-- name: GetCollectionPath :one
-- The names from the top down to a collection; no row when it hangs in a loop.
WITH RECURSIVE path (id, parent_id, names) AS (
    SELECT c.id, c.parent_id, ARRAY[c.name]
    FROM collections c
    WHERE c.id = @id
    UNION ALL
    SELECT c.id, c.parent_id, c.name || path.names
    FROM path
    JOIN collections c ON c.id = path.parent_id
) CYCLE id SET is_loop USING visited
SELECT path.names FROM path WHERE path.parent_id IS NULL LIMIT 1;

-- name: ListCollectionMovies :many
-- The films of a collection in order.
SELECT cm.position, sqlc.embed(movies)
FROM collection_movies cm
JOIN movies ON movies.id = cm.movie_id
WHERE cm.collection_id = $1
ORDER BY cm.position;

-- name: SortCollection :execrows
-- Number the films of a collection by their date of release.
UPDATE collection_movies AS cm
SET position = sorted.place
FROM (
    SELECT i.movie_id, row_number() OVER (ORDER BY m.released_on NULLS LAST, m.title)::integer AS place
    FROM collection_movies i
    JOIN movies m ON m.id = i.movie_id
    WHERE i.collection_id = @collection_id
) AS sorted
WHERE cm.collection_id = @collection_id AND cm.movie_id = sorted.movie_id AND cm.position <> sorted.place;

-- name: CountCollectionMovies :many
-- How many films each collection holds, with how it compares to all.
SELECT c.name,
       count(cm.movie_id) AS movie_count,
       sum(count(cm.movie_id)) OVER () AS all_movies,
       rank() OVER (ORDER BY count(cm.movie_id) DESC) AS size_rank
FROM collections c
LEFT JOIN collection_movies cm ON cm.collection_id = c.id
GROUP BY c.id
ORDER BY size_rank, c.name;

-- name: MoveCollection :one
-- Hang a collection under another one; NULL makes it a top one.
UPDATE collections SET parent_id = sqlc.narg(parent_id) WHERE id = @id RETURNING *;

-- name: DeleteEmptyCollections :many
-- Remove collections that hold nothing and have nothing below them.
DELETE FROM collections c
WHERE NOT EXISTS (SELECT 1 FROM collection_movies cm WHERE cm.collection_id = c.id)
  AND NOT EXISTS (SELECT 1 FROM collections child WHERE child.parent_id = c.id)
RETURNING c.id, c.name;
