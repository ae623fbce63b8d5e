CREATE MATERIALIZED VIEW genre_statistics AS
SELECT g.id AS genre_id,
       g.name AS genre_name,
       count(DISTINCT mg.movie_id) AS movie_count,
       avg(m.runtime_minutes) AS average_runtime,
       max(m.released_on) AS latest_release
FROM genres g
LEFT JOIN movie_genres mg ON mg.genre_id = g.id
LEFT JOIN movies m ON m.id = mg.movie_id
GROUP BY g.id, g.name
WITH DATA;

CREATE UNIQUE INDEX genre_statistics_key ON genre_statistics (genre_id);
