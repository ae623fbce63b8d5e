-- Named like a file of the generator's own.
-- name: Class :many
-- Documentation that ends in a backslash \
-- and ??/
SELECT * FROM "class";

-- name: delete :exec
DELETE FROM "class" WHERE "this" = $1;

-- name: AddClass :exec
INSERT INTO "class" ("int", "delete", "this", "operator", "NULL", "executor_", "std") VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: executor_ :one
SELECT count(*) FROM "class" WHERE "executor_" = $1 AND "int" > 3;

-- name: ids :exec
-- @bulk
DELETE FROM "class" WHERE "int" = @id;

-- name: RawStrings :many
SELECT ')sql"' AS tricky, ')sql1"' AS trickier, $$ a "b" \ $$ AS dollar FROM "class";

-- name: ListClassesWithItems :many
SELECT sqlc.embed(c), sqlc.embed(i), i.mood FROM "class" c LEFT JOIN shop.items i ON i.id = c."int";

-- name: ListSummaries :many
-- @row Summary
SELECT id, mood FROM shop.items;

-- name: GetOnlyOne :many
SELECT * FROM one_column;
