CREATE VIEW movie_overviews AS
SELECT m.id,
       m.library_id,
       m.title,
       extract(year FROM m.released_on)::integer AS release_year,
       m.runtime_minutes,
       count(r.value) AS rating_count,
       round(avg(r.value), 2) AS average_rating
FROM movies m
LEFT JOIN ratings r ON r.movie_id = m.id
GROUP BY m.id;

CREATE VIEW shared.live_users AS
SELECT id, username, email, display_name, role, created_at
FROM shared.users
WHERE deleted_at IS NULL;

CREATE OR REPLACE VIEW episode_guide (series_id, series_title, season_number, episode_number, episode_title, aired_on) AS
SELECT s.id, s.title, n.number, e.number, e.title, e.aired_on
FROM series s
JOIN seasons n ON n.series_id = s.id
JOIN episodes e ON e.season_id = n.id;
