-- name: NoBy :many
-- @group o
SELECT sqlc.embed(o), sqlc.embed(l) FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY o.id;

-- name: NoName :many
-- @group by
SELECT sqlc.embed(o), sqlc.embed(l) FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY o.id;

-- name: Two :many
-- @group by o, l
SELECT sqlc.embed(o), sqlc.embed(l) FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY o.id;

-- name: Twice :many
-- @group by o
-- @group by o
SELECT sqlc.embed(o), sqlc.embed(l) FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY o.id;

-- name: OfOne :one
-- @group by o
SELECT sqlc.embed(o), sqlc.embed(l) FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY o.id LIMIT 1;

-- name: Mistyped :many
-- @group by order
SELECT sqlc.embed(o) AS orders, sqlc.embed(l) FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY o.id;

-- name: NoEmbeds :many
-- @group by o
SELECT o.id, l.line FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY o.id;

-- name: Second :many
-- @group by o
SELECT sqlc.embed(l), sqlc.embed(o) FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY o.id;

-- name: MayBeAbsent :many
-- @group by o
SELECT sqlc.embed(o), sqlc.embed(l) FROM lines l LEFT JOIN orders o ON l.order_id = o.id ORDER BY o.id;

-- name: NothingToGather :many
-- @group by o
SELECT sqlc.embed(o), l.line FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY o.id;

-- name: NoKey :many
-- @group by n
SELECT sqlc.embed(n), sqlc.embed(l) FROM notes n JOIN lines l ON l.order_id = n.order_id ORDER BY n.order_id;

-- name: NotSorted :many
-- @group by o
SELECT sqlc.embed(o), sqlc.embed(l) FROM orders o JOIN lines l ON l.order_id = o.id;

-- name: SortedByLinesFirst :many
-- @group by o
SELECT sqlc.embed(o), sqlc.embed(l) FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY l.line, o.id;

-- name: SortedByLessThanAKey :many
-- @group by o
SELECT sqlc.embed(o), sqlc.embed(l) FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY o.placed_at, l.line, o.id;

-- The code can be NULL, of as many orders as there are.
-- name: SortedByNullableKey :many
-- @group by o
SELECT sqlc.embed(o), sqlc.embed(l) FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY o.code;

-- name: SortedByChance :many
-- @group by o
SELECT sqlc.embed(o), sqlc.embed(l) FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY random(), o.id;

-- name: OtherWay :many
-- @group by o
-- @order sort lines: l.line, o.id
SELECT sqlc.embed(o), sqlc.embed(l) FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY o.id;
