-- name: OverAllRows :one
SELECT count(*), max(stars), sum(stars), coalesce(sum(stars), 0) AS total FROM ratings;

-- name: ByGroup :many
SELECT movie_id, count(comment), max(stars), max(comment), max(stars) FILTER (WHERE stars > 3) AS good, array_agg(comment) AS comments FROM ratings GROUP BY movie_id;

-- name: Rollup :many
SELECT movie_id, sum(stars) FROM ratings GROUP BY ROLLUP (movie_id);

-- name: Windows :many
SELECT row_number() OVER w, lag(stars) OVER w, lag(stars, 1, 0) OVER w AS lag_or_zero, sum(stars) OVER w,
       sum(stars) OVER (ORDER BY movie_id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS before
FROM ratings WINDOW w AS (ORDER BY movie_id);
