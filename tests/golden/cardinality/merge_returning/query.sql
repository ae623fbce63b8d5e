-- name: Merge :many
MERGE INTO stock s USING delivery d ON s.id = d.id
WHEN MATCHED THEN UPDATE SET amount = s.amount + d.amount
WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (d.id, d.amount)
RETURNING merge_action(), s.id, s.note, d.amount;

-- name: MissingInSource :many
MERGE INTO stock s USING delivery d ON s.id = d.id
WHEN NOT MATCHED BY SOURCE THEN DELETE
WHEN NOT MATCHED BY TARGET THEN INSERT (id, amount) VALUES (d.id, d.amount)
RETURNING s.id, d.amount AS delivered;

-- name: OneRow :one
MERGE INTO stock s USING (VALUES ($1::integer, $2::integer)) AS d (id, amount) ON s.id = d.id
WHEN MATCHED THEN UPDATE SET amount = d.amount
WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (d.id, d.amount)
RETURNING s.id, s.amount;

-- name: InWith :many
WITH merged AS (
  MERGE INTO stock s USING delivery d ON s.id = d.id WHEN MATCHED THEN DELETE RETURNING s.id, s.note
)
SELECT id, note FROM merged;

-- name: ThroughView :execrows
MERGE INTO open_stock s USING delivery d ON s.id = d.id WHEN MATCHED THEN UPDATE SET amount = d.amount;
