-- The orders of a customer, each with its lines.
-- name: OrdersOf :many
-- @group by o
SELECT sqlc.embed(o), sqlc.embed(l) AS lines
FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id
WHERE o.customer_id = @customer_id
ORDER BY o.placed_at DESC, o.id, l.line;

-- name: OrdersWithProducts :many
-- @group by o
SELECT sqlc.embed(o), l.order_id IS NOT NULL AS has_line, sqlc.embed(l), sqlc.embed(p)
FROM orders o
LEFT JOIN order_lines l ON l.order_id = o.id
LEFT JOIN products p ON p.id = l.product_id
ORDER BY o.id, l.line;

-- name: WalkOrders :stream
-- @group by o
SELECT sqlc.embed(o), sqlc.embed(l) AS lines
FROM orders o JOIN order_lines l ON l.order_id = o.id
ORDER BY o.id, l.line DESC;

-- name: SearchOrders :many
-- @group by o
-- @optional since
-- @order sort customer: c.name, o.id, l.line
SELECT sqlc.embed(o), sqlc.embed(l) AS lines
FROM orders o JOIN customers c ON c.id = o.customer_id JOIN order_lines l ON l.order_id = o.id
WHERE o.placed_at >= @since
ORDER BY o.id, l.line;

-- name: OneOrder :many
-- @group by o
SELECT sqlc.embed(o), sqlc.embed(l) AS lines
FROM orders o JOIN order_lines l ON l.order_id = o.id
WHERE o.id = @id
ORDER BY l.line;

-- name: Busiest :many
-- @group by c
WITH c AS (SELECT customer_id, count(*) AS orders FROM orders GROUP BY customer_id)
SELECT sqlc.embed(c), sqlc.embed(l) AS lines
FROM c JOIN LATERAL (
    SELECT l.line, l.quantity, p.name AS product
    FROM orders o JOIN order_lines l ON l.order_id = o.id LEFT JOIN products p ON p.id = l.product_id
    WHERE o.customer_id = c.customer_id
) l ON true
ORDER BY c.orders DESC, c.customer_id, l.line;
