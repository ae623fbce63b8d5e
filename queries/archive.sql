-- name: CreateVault :one
-- Open a vault of the archive.
INSERT INTO qar.vaults (name, clearance, location) VALUES (@name, @clearance, @location) RETURNING *;

-- name: AddHolding :one
-- Take a film into the archive, with what the catalogue knows of it.
INSERT INTO qar.holdings (id, title, original_title, overview, released_on, runtime_minutes, languages, vault_id, clearance, call_number, valued_at)
SELECT m.id, m.title, m.original_title, m.overview, m.released_on, m.runtime_minutes, m.languages,
       @vault_id::integer, sqlc.narg(clearance)::qar.clearance, @call_number::text, sqlc.narg(valued_at)::money_amount
FROM public.movies m
WHERE m.id = @movie_id
RETURNING *;

-- name: GrantClearance :exec
-- Let a user see what needs a clearance, from now on or for a period.
INSERT INTO qar.grants (user_id, clearance, granted_by, valid)
VALUES (@user_id, @clearance, sqlc.narg(granted_by), coalesce(sqlc.narg(valid), tstzrange(now(), NULL)));

-- name: ListHoldingsFor :many
-- The holdings that a user may see at a time.
SELECT h.call_number, h.title, coalesce(h.clearance, v.clearance) AS clearance
FROM qar.holdings h
JOIN qar.vaults v ON v.id = h.vault_id
WHERE coalesce(h.clearance, v.clearance) <= (
    SELECT max(g.clearance) FROM qar.grants g WHERE g.user_id = @user_id AND g.valid @> @at::timestamptz
)
ORDER BY h.call_number;

-- name: GetHolding :one
-- A holding by its call number.
SELECT * FROM qar.holdings WHERE call_number = @call_number;

-- name: LogAccess :exec
-- Write down who saw a holding and why.
INSERT INTO qar.access_log (holding_id, user_id, seen_at, reason)
VALUES (@holding_id, @user_id, @seen_at, sqlc.narg(reason));

-- name: ListAccess :many
-- Who saw what, with the time spelled out for a time zone. Only an infinite time has no text.
-- @column seen_locally not null
SELECT h.title, u.username, to_char(a.seen_at AT TIME ZONE u.time_zone, 'YYYY-MM-DD HH24:MI') AS seen_locally, a.reason
FROM qar.access_log a
JOIN qar.holdings h ON h.id = a.holding_id
JOIN shared.users u ON u.id = a.user_id
ORDER BY a.seen_at;

-- name: ListVaultsByDistance :many
-- Vaults by their distance from a point; those of unknown place come last.
SELECT v.name, v.location, v.location <-> @origin::point AS distance
FROM qar.vaults v
ORDER BY distance NULLS LAST, v.name;

-- name: ListUnreadHoldings :many
-- Holdings that nobody ever asked for.
SELECT h.* FROM qar.holdings h
WHERE h.id <> ALL (SELECT a.holding_id FROM qar.access_log a)
ORDER BY h.call_number;

-- name: SumHoldingValues :many
-- What the archive is worth, per currency.
SELECT (h.valued_at).currency AS currency, sum((h.valued_at).amount) AS total
FROM qar.holdings h
WHERE h.valued_at IS NOT NULL
GROUP BY 1
ORDER BY 1;
