-- name: Parents :many
SELECT id, name, code FROM parents;

-- name: OnlyParents :many
SELECT id, name, code FROM ONLY parents;

-- name: Children :many
SELECT id, name, code FROM children;

-- name: Indexed :many
SELECT i.id, o.id AS only_id FROM indexed i, ONLY indexed o;

-- name: IndexedChild :many
SELECT id FROM indexed_child;

-- name: Checked :many
SELECT a, b, c FROM checked;

-- name: CheckedChild :many
SELECT a, b, c FROM checked_child;

-- name: CheckedLater :many
SELECT a, b FROM checked_later;

-- name: Domains :many
SELECT o, s FROM of_domains;

-- name: Views :many
SELECT d.day, d.note, l.day AS later_day, l.note AS later_note, s.day AS stored_day, s.note AS stored_note
FROM days d, later_days l, stored_days s;
