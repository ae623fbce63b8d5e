-- name: OrdersOf :many
-- @column lines json struct
SELECT o.id, o.placed_at,
       COALESCE((SELECT json_agg(json_build_object('line', l.line, 'product', l.product, 'price', l.price, 'discount', l.discount)
                                 ORDER BY l.line)
                 FROM order_lines l WHERE l.order_id = o.id), '[]') AS lines
FROM orders o WHERE o.customer_id = @customer ORDER BY o.id;

-- name: CustomerTree :one
-- @column tree json struct
SELECT jsonb_build_object(
         'name', c.name,
         'email', c.email,
         'orders', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.id)
                    FROM (SELECT o.id, o.note, o.placed_at,
                                 (SELECT json_agg(row_to_json(y)) FROM (SELECT l.line, l.settings, 2 * l.price AS twice FROM order_lines l
                                                                        WHERE l.order_id = o.id ORDER BY l.line) y) AS lines
                          FROM orders o WHERE o.customer_id = c.id) x),
         'first', (SELECT row_to_json(z) FROM (SELECT o.id FROM orders o WHERE o.customer_id = c.id ORDER BY o.id LIMIT 1) z)) AS tree
FROM customers c WHERE c.id = @id;

-- name: WholeLines :many
-- A table's rows are its model.
-- @column lines json struct
SELECT o.id, jsonb_agg(l ORDER BY l.line) FILTER (WHERE l.order_id IS NOT NULL) AS lines
FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id GROUP BY o.id ORDER BY o.id;

-- name: PerhapsLines :many
-- @column lines json struct
-- @column lines elements nullable
SELECT o.id, json_agg(l) AS lines FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id GROUP BY o.id ORDER BY o.id;

-- name: Prices :one
-- @column prices json struct
-- @column discounts json struct
-- @column lines json struct
SELECT json_object_agg(l.product, l.price) AS prices,
       jsonb_object_agg(l.product, l.discount) AS discounts,
       COALESCE(json_object_agg(l.product, json_build_object('line', l.line, 'on', l.order_id)), '{}') AS lines
FROM order_lines l WHERE l.order_id = @order_id;

-- name: Lists :one
-- @column ids json struct
-- @column pair json struct
-- @column notes json struct
-- @column emails json struct
-- @column "array" json struct
SELECT json_agg(o.id ORDER BY o.id) AS ids,
       json_build_array(min(o.id), max(o.id)) AS pair,
       jsonb_agg(o.note ORDER BY o.id)::json AS notes,
       (SELECT json_agg(s.list ORDER BY s.id) FROM (SELECT c.id, (SELECT json_agg(x.email) FROM customers x WHERE x.id = c.id) AS list FROM customers c) s) AS emails,
       array_to_json(ARRAY(SELECT z FROM (SELECT c.id, c.name FROM customers c ORDER BY c.id) z)) AS "array"
FROM orders o;

-- name: Contact :many
-- @column contact json struct
WITH found AS (
  SELECT c.id, CASE WHEN c.email IS NULL THEN json_build_object('name', c.name, 'address', NULL::text)
                    ELSE json_build_object('name', c.name, 'address', c.email) END AS contact
  FROM customers c
  UNION ALL
  SELECT -o.id, json_build_object('name', 'order', 'address', o.note) FROM orders o
)
SELECT id, json_strip_nulls(contact) AS contact FROM found ORDER BY id;

-- name: InFields :one
-- @column pair json struct
-- @column place json struct
SELECT row_to_json(ROW(o.id, o.note)) AS pair, to_json(('Paris', 35)::place) AS place FROM orders o WHERE o.id = @id;

-- name: RunningOrders :many
-- @row OrderHistory
-- @column so_far json struct
SELECT o.id, jsonb_agg(jsonb_build_object('id', o.id)) OVER (ORDER BY o.id) AS so_far FROM orders o ORDER BY o.id;

-- name: RunningOrdersAgain :many
-- @row OrderHistory
-- @column so_far json struct
SELECT o.id, json_agg(json_build_object('id', o.id)) OVER (ORDER BY o.id) AS so_far FROM orders o ORDER BY o.id;

-- name: Untouched :many
SELECT o.id, json_build_object('id', o.id) AS document FROM orders o;
