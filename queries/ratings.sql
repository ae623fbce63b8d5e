-- name: RateMovie :one
-- Vote for a film; tells whether the vote is a new one.
INSERT INTO ratings (user_id, movie_id, value)
VALUES (@user_id, @movie_id, @value)
ON CONFLICT (user_id, movie_id) DO UPDATE SET value = excluded.value, rated_at = now()
RETURNING value, (xmax = 0) AS is_new;

-- name: RateMovies :batchexec
-- Vote for many films in one round trip; a vote that is refused leaves the others.
-- @batch each
INSERT INTO ratings (user_id, movie_id, value)
VALUES (@user_id, @movie_id, @value)
ON CONFLICT (user_id, movie_id) DO UPDATE SET value = excluded.value;

-- name: GetRating :one
-- The vote of a viewer on a film.
SELECT value FROM ratings WHERE (user_id, movie_id) = (@user_id, @movie_id);

-- name: ListRatingsOfMovies :batchmany
-- The votes on each of several films in one round trip.
SELECT u.username, r.value
FROM ratings r
JOIN shared.users u ON u.id = r.user_id
WHERE r.movie_id = @movie_id
ORDER BY r.value DESC, u.username;

-- name: GetRatingStatistics :one
-- All votes in figures; a single row even when there are none.
SELECT count(*) AS rating_count,
       avg(value) AS average,
       stddev_samp(value) AS deviation,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY value::double precision) AS median,
       percentile_disc(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY value) AS quartiles,
       mode() WITHIN GROUP (ORDER BY value) AS most_common,
       min(value) AS lowest,
       max(value) AS highest
FROM ratings;

-- name: ListRatingHistogram :many
-- Votes in buckets of two points.
SELECT b.bucket, (b.bucket - 1) * 2 AS from_value, count(r.value) AS vote_count
FROM generate_series(1, 5) AS b (bucket)
LEFT JOIN ratings r ON least(width_bucket(r.value, 0, 10, 5), 5) = b.bucket
GROUP BY b.bucket
ORDER BY b.bucket;

-- name: ListTopRatedMovies :many
-- The best films by mean vote, from a function with defaults.
SELECT * FROM top_rated_movies(@at_least);

-- name: RankMovies :many
-- Films by their mean vote with every kind of rank.
SELECT m.title,
       round(avg(r.value), 2) AS average,
       rank() OVER best AS rank,
       dense_rank() OVER best AS dense_rank,
       ntile(3) OVER best AS third,
       round((cume_dist() OVER best)::numeric, 3) AS cumulative,
       first_value(m.title) OVER best AS leader
FROM movies m
JOIN ratings r ON r.movie_id = m.id
GROUP BY m.id
WINDOW best AS (ORDER BY avg(r.value) DESC)
ORDER BY rank, m.title;

-- name: ListRatingTrend :many
-- Each vote on a film with the mean of it and the two before.
SELECT r.rated_at,
       r.value,
       avg(r.value) OVER (ORDER BY r.rated_at ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS moving_average,
       count(*) OVER (ORDER BY r.rated_at RANGE BETWEEN interval '7 days' PRECEDING AND CURRENT ROW) AS votes_in_week,
       r.value - first_value(r.value) OVER (ORDER BY r.rated_at) AS since_first
FROM ratings r
WHERE r.movie_id = @movie_id
ORDER BY r.rated_at;

-- name: ListWeightedRatings :many
-- Films by a mean that is drawn to the overall one while votes are few.
WITH overall AS (
    SELECT avg(value) AS mean FROM ratings
), votes AS MATERIALIZED (
    SELECT movie_id, count(*) AS vote_count, avg(value) AS mean FROM ratings GROUP BY movie_id
)
SELECT m.title,
       v.vote_count,
       round((v.vote_count * v.mean + @weight::integer * o.mean) / (v.vote_count + @weight), 3) AS weighted
FROM votes v
JOIN movies m ON m.id = v.movie_id
CROSS JOIN overall o
ORDER BY weighted DESC, m.title;

-- name: ListTasteNeighbours :many
-- Viewers whose votes are nearest to those of a viewer.
SELECT b.user_id, count(*) AS common_movies, round(avg(abs(a.value - b.value)), 2) AS distance
FROM ratings a
JOIN ratings b USING (movie_id)
WHERE a.user_id = @user_id AND b.user_id <> a.user_id
GROUP BY b.user_id
HAVING count(*) >= @at_least::bigint
ORDER BY distance, b.user_id;

-- name: DeleteRatings :execrows
-- Withdraw the votes of a viewer.
DELETE FROM ratings WHERE user_id = $1;
