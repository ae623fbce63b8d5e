-- name: Formatted :many
SELECT format('%s-%s', a, b) AS constant_format, format(b, a) AS nullable_format,
       concat_ws(',', a, b) AS constant_separator, concat_ws(b, a) AS nullable_separator,
       concat_ws(',', VARIADIC NULL::text[]) AS no_list, pg_typeof(b) AS type
FROM t;

-- name: Arrays :many
SELECT array_cat(xs, ys) AS one_is_there, array_cat(ys, ys) AS both_nullable, xs || ys AS operator_with_one,
       ys || n AS element_added, n || ys AS element_before, ys || ys AS operator_nullable,
       array_remove(xs, n) AS removed, array_replace(xs, n, n) AS replaced, array_remove(ys, 1) AS from_nullable,
       array_positions(xs, n) AS positions
FROM t;

-- name: Lists :many
SELECT string_to_array(a, NULL) AS letters, string_to_array(a, ',', b) AS parts, string_to_array(b, ',') AS of_nullable,
       array_to_string(xs, ',', b) AS list, array_to_string(xs, b, 'x') AS nullable_comma
FROM t;
