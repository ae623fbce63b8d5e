-- name: StreamVisits :stream
SELECT * FROM visits;

-- name: CopyVisits :copyfrom
INSERT INTO visits (id, page, referrer) VALUES (@id, @page, @referrer);
