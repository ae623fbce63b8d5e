-- name: Expressions :many
SELECT body ->> 'title' AS title, body -> 'x' AS x, jsonb_typeof(body) AS kind, tags[1] AS first_tag,
       coalesce(note, '') AS note, nullif(id, 0) AS id_or_null, id + 1 AS next_id,
       CASE WHEN note IS NOT NULL THEN note ELSE '-' END AS shown,
       CASE WHEN id > 1 THEN 'many' END AS no_else,
       note = 'x' AS maybe, note IS NULL AS certain, note IS DISTINCT FROM 'x' AS certain_too,
       greatest(id, NULL) AS greatest_id, id = ANY (ARRAY[1, 2]) AS listed, upper(note) AS upper_note, length(body::text) AS size
FROM docs;

-- name: Narrowed :many
SELECT note, body ->> 'title' AS title FROM docs WHERE note LIKE 'a%' AND body ->> 'title' IS NOT NULL;

-- name: NotNarrowedByOr :many
SELECT note FROM docs WHERE note = 'a' OR id = 1;

-- name: ScalarSubqueries :many
SELECT (SELECT count(*) FROM docs) AS always, (SELECT note FROM docs d2 WHERE d2.id = d.id) AS perhaps, EXISTS (SELECT 1 FROM docs) AS any_doc,
       ARRAY(SELECT id FROM docs) AS ids, id IN (SELECT id FROM docs) AS known
FROM docs d;
