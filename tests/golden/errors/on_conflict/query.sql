-- name: NothingInstead :exec
INSERT INTO nothing_instead VALUES ($1) ON CONFLICT DO NOTHING;
-- name: NothingPerhaps :exec
INSERT INTO nothing_perhaps VALUES ($1) ON CONFLICT (a) DO NOTHING;
-- name: More :exec
INSERT INTO more VALUES ($1) ON CONFLICT DO NOTHING;
-- name: Other :exec
INSERT INTO other VALUES ($1) ON CONFLICT DO NOTHING;
-- name: Updated :exec
INSERT INTO updated VALUES ($1) ON CONFLICT DO NOTHING;
-- name: Deleted :exec
INSERT INTO deleted VALUES ($1) ON CONFLICT (a) DO UPDATE SET a = excluded.a;
-- name: NoCollation :exec
INSERT INTO t (a) VALUES ($1) ON CONFLICT (a COLLATE nowhere) DO NOTHING;
-- name: NoSchema :exec
INSERT INTO t (a) VALUES ($1) ON CONFLICT (a COLLATE nowhere."C") DO NOTHING;
-- name: NoClass :exec
INSERT INTO t (a) VALUES ($1) ON CONFLICT (a nowhere_ops) DO NOTHING;
-- name: NoClassSchema :exec
INSERT INTO t (a) VALUES ($1) ON CONFLICT (a nowhere.text_ops) DO NOTHING;
-- name: OwnCollation :one
INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (b COLLATE "C") DO UPDATE SET n = 1 RETURNING n;
-- name: OwnClass :one
INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a varchar_ops) DO UPDATE SET n = 1 RETURNING n;
-- name: OtherCollation :exec
INSERT INTO t (a) VALUES ($1) ON CONFLICT (a COLLATE "C") DO NOTHING;
