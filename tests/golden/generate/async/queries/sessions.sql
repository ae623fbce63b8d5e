-- name: GetSession :one
-- Whose session it is.
SELECT * FROM sessions WHERE id = $1;

-- name: CountSessions :one
SELECT count(*) FROM sessions;

-- name: ListSessions :many
SELECT id, token FROM sessions WHERE uses >= $1 ORDER BY id;

-- name: ListTokens :many
SELECT * FROM completion_tokens;

-- name: AddSession :one
INSERT INTO sessions (id, token) VALUES ($1, $2) RETURNING *;

-- name: AddToken :exec
INSERT INTO completion_tokens (token) VALUES (@token);

-- name: UseSessions :execrows
UPDATE sessions SET uses = uses + 1 WHERE token = @token;

-- name: StreamSessions :stream
SELECT * FROM sessions;

-- name: CopySessions :copyfrom
INSERT INTO sessions (id, token) VALUES (@id, @token);

-- name: FindSessions :many
-- @optional token
SELECT * FROM sessions WHERE token = @token;
