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

-- name: CopyEvents :copyfrom
INSERT INTO events (id, name, weight, seen, happened_at, amount) VALUES (@id, @name, @weight, @seen, @happened_at, @amount);

-- name: AddEventReturning :one
INSERT INTO events (id, name, weight, seen, happened_at, amount) VALUES (@id, @name, @weight, @seen, @happened_at, @amount) RETURNING id;

-- name: AddEventsReturning :batchone
INSERT INTO events (id, name, weight, seen, happened_at, amount) VALUES (@id, @name, @weight, @seen, @happened_at, @amount) RETURNING id;
