-- name: Lines :many
SELECT * FROM line;

-- name: Heirs :many
SELECT a, b FROM heir;

-- name: Bases :many
SELECT a, b FROM ONLY base;

-- name: Dropped :many
SELECT a FROM dropped;

-- name: UnenforcedParent :many
SELECT c.id, p.name AS maybe, o.name AS always FROM child c LEFT JOIN parent p ON p.id = c.parent_id LEFT JOIN parent o ON o.id = c.other_id;
