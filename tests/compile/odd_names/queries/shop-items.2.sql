-- name: ListItems :many
SELECT * FROM shop.items WHERE mood = $1 AND price < $2;

-- name: ListSummariesByMood :many
-- @row Summary
SELECT id, mood FROM shop.items WHERE mood = $1;

-- name: NewItem :execlastid
INSERT INTO shop.items (id, mood, price) VALUES ($1, $2, $3) RETURNING id;

-- name: DropItems :execrows
-- @timeout 1500ms
DELETE FROM shop.items WHERE id IN (sqlc.slice(ids));

-- name: Vacuum :execresult
UPDATE shop.items SET price = price;

-- name: ListCheap :many
-- @readonly
SELECT * FROM shop.cheap;

-- name: ListCounts :many
SELECT * FROM shop.counts;

-- name: A_query_with_a_name_that_is_longer_than_what_fits_into :many
SELECT * FROM a_table_with_a_name_that_is_longer_than_what_fits_comfortably_x WHERE id = ANY ($1::integer[]);

-- name: AnotherQueryWithALongName :batchone
SELECT a_column_with_a_name_that_is_longer_than_what_fits_into_one_line FROM a_table_with_a_name_that_is_longer_than_what_fits_comfortably_x
WHERE id = $1;

-- name: Columns :many
SELECT 1 AS kind, 2 AS parameters, 3 AS statement;

-- name: ColumnsColumns :many
SELECT 1 AS a, 2 AS b;
