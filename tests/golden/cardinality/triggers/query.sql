-- name: InsertPlain :one
INSERT INTO plain (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertTouched :one
INSERT INTO touched (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertRouted :one
INSERT INTO routed (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertReplaced :one
INSERT INTO replaced (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertLogged :one
INSERT INTO logged (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertChanged :one
INSERT INTO changed (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertDisabled :one
INSERT INTO disabled (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertForgotten :one
INSERT INTO forgotten (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertParted :one
INSERT INTO parted (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertParted1 :one
INSERT INTO parted_1 (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertParted2 :one
INSERT INTO parted_2 (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertCloned1 :one
INSERT INTO cloned_1 (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertOverRouted :one
INSERT INTO over_routed (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertOverPlain :one
INSERT INTO over_plain (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertInstead :one
INSERT INTO instead (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertRuled :one
INSERT INTO ruled (id, note) VALUES ($1, $2) RETURNING id;

-- name: InsertMultiplied :one
INSERT INTO multiplied (id, note) VALUES ($1, $2) RETURNING id;

-- name: UpsertChanged :one
INSERT INTO changed (id, note) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET note = excluded.note RETURNING id;

-- name: UpdateChanged :one
UPDATE changed SET note = $1 WHERE id = $2 RETURNING id;

-- name: InsertInWith :one
WITH made AS (INSERT INTO routed (id, note) VALUES ($1, $2) RETURNING id) SELECT id FROM made;

-- name: UpdateMoved :many
UPDATE moved SET note = 'x' WHERE id = $1 RETURNING id;

-- name: UpdateMovedForEach :many
UPDATE moved SET note = 'x' FROM logged WHERE moved.id = $1 RETURNING moved.id;

-- name: UpdateMovedForOne :many
UPDATE moved SET note = 'x' FROM logged WHERE moved.id = $1 AND logged.id = $2 RETURNING moved.id;

-- name: DeleteOverMovedForEach :many
DELETE FROM over_moved USING logged WHERE over_moved.id = $1 RETURNING over_moved.id;

-- name: UpdateRewrittenForEach :many
UPDATE rewritten SET note = 'x' FROM logged WHERE rewritten.id = $1 RETURNING rewritten.id;

-- name: UpdatePlainForEach :many
UPDATE plain SET note = 'x' FROM logged WHERE plain.id = $1 RETURNING plain.id;
