-- name: LeftJoinDerived :many
SELECT m.title, r.movie_id, r.stars FROM movies m LEFT JOIN (SELECT movie_id, stars FROM ratings) r ON r.movie_id = m.id;

-- name: LeftJoinLateral :many
SELECT m.title, top.stars FROM movies m LEFT JOIN LATERAL (SELECT stars FROM ratings r WHERE r.movie_id = m.id ORDER BY stars DESC LIMIT 1) top ON true;

-- name: LeftJoinCte :many
WITH best AS (SELECT movie_id, max(stars) AS stars FROM ratings GROUP BY movie_id)
SELECT m.title, b.stars FROM movies m LEFT JOIN best b ON b.movie_id = m.id;

-- name: InnerJoinCte :many
WITH best AS (SELECT movie_id, max(stars) AS stars FROM ratings GROUP BY movie_id)
SELECT m.title, b.stars FROM movies m JOIN best b ON b.movie_id = m.id;
