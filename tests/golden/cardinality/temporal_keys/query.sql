-- name: ByWholeKey :one
SELECT floor FROM room WHERE floor = $1 AND span = $2;

-- name: ByFloor :many
SELECT span FROM room WHERE floor = $1;

-- name: Overlapping :many
SELECT floor FROM room WHERE floor = $1 AND span && $2;

-- name: RoomOfBooking :many
SELECT b.guest, r.floor FROM booking b LEFT JOIN room r ON r.floor = b.floor AND r.span @> b.span;
