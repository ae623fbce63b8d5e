-- name: StreamVisits :stream
SELECT * FROM visits;

-- name: SaveVisits :many
-- @bulk in order (id, page)
INSERT INTO visits (id, page, referrer) VALUES (@id, @page, @referrer) ON CONFLICT (id) DO NOTHING RETURNING id;

-- name: CopyVisits :copyfrom
INSERT INTO visits (id, page, referrer) VALUES (@id, @page, @referrer);
