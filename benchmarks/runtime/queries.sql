-- name: GetAccount :one
SELECT id, name, seen_at, active, profile FROM accounts WHERE id = @id;

-- name: ListReadings :many
SELECT id, sensor, value, label, valid, taken_at, device, price FROM readings;

-- name: StreamReadings :stream
SELECT id, sensor, value, label, valid, taken_at, device, price FROM readings;

-- name: ListFixedReadings :many
SELECT id, sensor, value, valid, taken_at, device FROM readings LIMIT @size;

-- name: AddEvent :exec
INSERT INTO events (id, name, weight, seen, happened_at, amount) VALUES (@id, @name, @weight, @seen, @happened_at, @amount);

-- name: AddEvents :batchexec
INSERT INTO events (id, name, weight, seen, happened_at, amount) VALUES (@id, @name, @weight, @seen, @happened_at, @amount);

-- name: AddEventsEach :batchexec
-- @batch each
INSERT INTO events (id, name, weight, seen, happened_at, amount) VALUES (@id, @name, @weight, @seen, @happened_at, @amount);

-- name: CopyEvents :copyfrom
INSERT INTO events (id, name, weight, seen, happened_at, amount) VALUES (@id, @name, @weight, @seen, @happened_at, @amount);

-- name: AddEventReturning :one
INSERT INTO events (id, name, weight, seen, happened_at, amount) VALUES (@id, @name, @weight, @seen, @happened_at, @amount) RETURNING id;

-- name: AddEventsReturning :batchone
INSERT INTO events (id, name, weight, seen, happened_at, amount) VALUES (@id, @name, @weight, @seen, @happened_at, @amount) RETURNING id;

-- name: AccountsFrom :many
SELECT id, name, seen_at, active FROM accounts WHERE id >= @low AND active = @active ORDER BY id LIMIT 20;

-- name: SearchAccounts :many
-- @optional low, high, active, name_like
-- @order sort standard
-- @order sort name: name, id
SELECT id, name, seen_at, active FROM accounts
WHERE id >= @low AND id <= @high AND active = @active AND name LIKE @name_like ORDER BY id LIMIT 20;

-- name: SearchAccountsWithNulls :many
SELECT id, name, seen_at, active FROM accounts
WHERE (sqlc.narg(low)::bigint IS NULL OR id >= sqlc.narg(low)) AND (sqlc.narg(high)::bigint IS NULL OR id <= sqlc.narg(high))
  AND (sqlc.narg(active)::boolean IS NULL OR active = sqlc.narg(active))
  AND (sqlc.narg(name_like)::text IS NULL OR name LIKE sqlc.narg(name_like))
ORDER BY id LIMIT 20;

-- name: SaveTotals :many
-- @bulk
INSERT INTO totals (id, name, amount, seen_at) VALUES (@id, @name, @amount, @seen_at)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, amount = excluded.amount, seen_at = excluded.seen_at, changes = totals.changes + 1
RETURNING id, changes;

-- name: SaveTotalsInOrder :many
-- @bulk in order
INSERT INTO totals (id, name, amount, seen_at) VALUES (@id, @name, @amount, @seen_at)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, amount = excluded.amount, seen_at = excluded.seen_at, changes = totals.changes + 1
RETURNING id, changes;

-- name: SaveEachTotal :batchone
-- @batch each
INSERT INTO totals (id, name, amount, seen_at) VALUES (@id, @name, @amount, @seen_at)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, amount = excluded.amount, seen_at = excluded.seen_at, changes = totals.changes + 1
RETURNING id, changes;

-- name: OrdersWithLines :many
-- @group by o
SELECT sqlc.embed(o), sqlc.embed(l) AS lines
FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id
ORDER BY o.id, l.line;

-- name: OrdersWithArrays :many
SELECT o.id, o.customer, o.placed_at,
       ARRAY(SELECT x FROM (SELECT l.order_id, l.line, l.product, l.quantity, l.cents FROM order_lines l
                            WHERE l.order_id = o.id ORDER BY l.line) x) AS lines
FROM orders o ORDER BY o.id;

-- name: OrdersWithJson :many
SELECT o.id, o.customer, o.placed_at,
       (SELECT json_agg(json_build_object('order_id', l.order_id, 'line', l.line, 'product', l.product, 'quantity', l.quantity,
                                          'cents', l.cents) ORDER BY l.line)
        FROM order_lines l WHERE l.order_id = o.id) AS lines
FROM orders o ORDER BY o.id;

-- name: Sleep :exec
SELECT pg_sleep(@seconds);
