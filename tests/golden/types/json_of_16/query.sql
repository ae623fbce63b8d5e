-- name: Lines :many
-- @column lines json struct
SELECT o.id, (SELECT JSON_ARRAYAGG(JSON_OBJECT('line': l.line, 'price': l.price) ORDER BY l.line RETURNING jsonb)
              FROM lines l WHERE l.order_id = o.id) AS lines
FROM orders o;

-- name: Numbers :many
-- @column numbers json struct
SELECT JSON_ARRAY(o.id, o.id + 1) AS numbers FROM orders o;

-- name: WithoutNull :many
-- @column notes json struct
SELECT JSON_ARRAY(o.note, 'x') AS notes FROM orders o;

-- name: WithNull :many
-- @column notes json struct
SELECT JSON_ARRAY(o.note, 'x' NULL ON NULL) AS notes FROM orders o;

-- name: Prices :many
-- @column prices json struct
SELECT JSON_OBJECTAGG(l.line: l.price ABSENT ON NULL) AS prices FROM lines l GROUP BY l.order_id;

-- name: PricesOrNull :many
-- @column prices json struct
SELECT JSON_OBJECTAGG(l.line: l.price) AS prices FROM lines l GROUP BY l.order_id;

-- name: Row :many
-- @column one json struct
SELECT JSON_OBJECT('id': o.id, 'note': o.note ABSENT ON NULL) AS one FROM orders o;
