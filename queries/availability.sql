-- name: AddAvailability :one
-- Offer a film in a region for a period; overlapping offers are refused.
INSERT INTO availability (movie_id, region, during, price, blackout)
VALUES (@movie_id, @region, daterange(@first_day, @last_day, '[]'), sqlc.narg(price), @blackout)
RETURNING *;

-- name: ListAvailableMovies :many
-- What is on offer in a region on a day.
SELECT m.title, a.during, a.price
FROM availability a
JOIN movies m ON m.id = a.movie_id
WHERE a.region = @region
  AND a.during @> @on_day::date
  AND NOT a.blackout @> @on_day
ORDER BY m.title;

-- name: ListAvailabilityBounds :many
-- Offers of a film with their first and last day; NULL where there is no end.
SELECT a.region, lower(a.during) AS first_day, upper(a.during) - 1 AS last_day, upper_inf(a.during) AS endless
FROM availability a
WHERE a.movie_id = @movie_id
ORDER BY a.region, a.during;

-- name: GetAvailablePeriods :one
-- All periods of a film in a region, without the days that are blacked out.
SELECT range_agg(a.during) - range_agg(b.day) AS periods
FROM availability a
LEFT JOIN LATERAL unnest(a.blackout) AS b (day) ON true
WHERE a.movie_id = @movie_id AND a.region = @region;

-- name: EndAvailability :execrows
-- Let running offers of a film end on a day.
UPDATE availability
SET during = during * daterange(NULL, @last_day, '[]')
WHERE movie_id = @movie_id AND during @> @last_day::date;

-- name: AddScreening :one
-- Plan a show in a room.
INSERT INTO screenings (movie_id, room, during, seats, price)
VALUES (@movie_id, @room, @during, @seats, sqlc.narg(price))
RETURNING id;

-- name: ListScreenings :many
-- Shows that overlap a period, with the film.
SELECT s.id, m.title, s.room, lower(s.during) AS starts_at, upper(s.during) - lower(s.during) AS lasts
FROM screenings s
JOIN movies m ON m.id = s.movie_id
WHERE s.during && @during
ORDER BY starts_at, s.room;

-- name: ListFreeSeats :many
-- Seats of a show that nobody reserved.
SELECT place.seat
FROM screenings s
CROSS JOIN LATERAL generate_series(lower(s.seats), upper(s.seats) - 1) AS place (seat)
LEFT JOIN reservations r ON r.screening_id = s.id AND r.seat = place.seat
WHERE s.id = @id AND r.seat IS NULL
ORDER BY place.seat;

-- name: ReserveSeats :batchone
-- Reserve seats; a seat that is taken gives no row.
INSERT INTO reservations (screening_id, seat, user_id)
SELECT s.id, @seat::integer, @user_id
FROM screenings s
WHERE s.id = @screening_id AND s.seats @> @seat
ON CONFLICT DO NOTHING
RETURNING seat, reserved_at;

-- name: SumRevenue :many
-- What shows earned, as a number and per room with a total.
SELECT coalesce(s.room, 'all') AS room, count(r.seat) AS seats_sold, sum(s.price) FILTER (WHERE r.seat IS NOT NULL) AS revenue
FROM screenings s
LEFT JOIN reservations r ON r.screening_id = s.id
GROUP BY CUBE (s.room)
ORDER BY grouping(s.room), room;
