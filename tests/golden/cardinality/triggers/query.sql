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
