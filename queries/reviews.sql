-- name: WriteReview :one
-- Begin a review, or answer one.
INSERT INTO reviews (movie_id, author_id, parent_id, body, tags)
VALUES (@movie_id, @author_id, sqlc.narg(parent_id), @body, sqlc.narg(tags))
RETURNING *;

-- name: PublishReview :one
-- Show a draft to everybody.
UPDATE reviews
SET state = 'published', published_at = now()
WHERE id = @id AND state = 'draft'
RETURNING published_at;

-- name: ListReviewThread :many
-- The published reviews of a film with their answers below them.
WITH RECURSIVE thread AS (
    SELECT r.id, r.parent_id, r.author_id, r.body, 1 AS depth, ARRAY[r.id] AS path
    FROM reviews r
    WHERE r.movie_id = @movie_id AND r.parent_id IS NULL AND r.state = 'published'
    UNION ALL
    SELECT r.id, r.parent_id, r.author_id, r.body, t.depth + 1, t.path || r.id
    FROM reviews r
    JOIN thread t ON t.id = r.parent_id
    WHERE r.state = 'published'
)
SELECT t.id, t.depth, u.username AS author, t.body
FROM thread t
LEFT JOIN shared.users u ON u.id = t.author_id
ORDER BY t.path;

-- name: ListReviewsWithAuthors :many
-- Reviews of a film with the whole account of their authors, where there still is one.
SELECT sqlc.embed(r), sqlc.embed(author)
FROM reviews r
LEFT JOIN shared.users author ON author.id = r.author_id
WHERE r.movie_id = @movie_id
ORDER BY r.id;

-- name: CountReviewsByState :one
-- Reviews per state as columns.
SELECT count(*) FILTER (WHERE r.state = 'draft') AS draft_count,
       count(*) FILTER (WHERE r.state = 'published') AS published_count,
       count(*) FILTER (WHERE r.state = 'withdrawn') AS withdrawn_count
FROM reviews r;

-- name: ListReviewTags :many
-- Tags with how often they are used.
SELECT t.tag, count(*) AS review_count
FROM reviews r
CROSS JOIN LATERAL unnest(r.tags) AS t (tag)
GROUP BY t.tag
ORDER BY review_count DESC, t.tag;

-- name: WithdrawReviews :many
-- Take back all published reviews of an author.
UPDATE reviews SET state = 'withdrawn' WHERE author_id = @author_id AND state = 'published' RETURNING id;

-- name: GetLatestReview :one
-- The newest published review of a film, if any.
SELECT r.id, left(r.body, 20) AS beginning, char_length(r.body) AS body_length
FROM reviews r
WHERE r.movie_id = @movie_id AND r.state = 'published'
ORDER BY r.published_at DESC
LIMIT 1;
