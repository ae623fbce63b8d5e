-- name: Tickets :many
-- @group by t
SELECT sqlc.embed(t), sqlc.embed(r) AS replies
FROM tickets t LEFT JOIN replies r USING (region, number)
ORDER BY lower(t.subject), t.number, t.region;
