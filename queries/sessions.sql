-- name: OpenSession :one
-- Start a session that lasts for a while.
INSERT INTO shared.sessions (user_id, token_digest, ip_address, user_agent, expires_at)
VALUES (@user_id, @token_digest, @ip_address, @user_agent, now() + @lifetime::interval)
RETURNING id, created_at, expires_at;

-- name: GetSession :one
-- Find an open session and its user by the digest of its token.
SELECT sqlc.embed(s), sqlc.embed(u)
FROM shared.sessions s
JOIN shared.users u ON u.id = s.user_id
WHERE s.token_digest = @token_digest
  AND s.revoked_at IS NULL
  AND s.expires_at > now();

-- name: TouchSession :exec
-- Remember when and from where a session was last used.
UPDATE shared.sessions
SET last_seen_at = now(),
    ip_address = coalesce(sqlc.narg(ip_address), ip_address)
WHERE id = @id;

-- name: RevokeSession :execrows
-- Close one session.
UPDATE shared.sessions SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL;

-- name: RevokeOtherSessions :execresult
-- Close all sessions of a user but the current one.
UPDATE shared.sessions
SET revoked_at = now()
WHERE user_id = @user_id AND id <> @current_id AND revoked_at IS NULL;

-- name: ListSessions :many
-- The sessions of a user, open ones first.
SELECT s.id,
       host(s.ip_address) AS address,
       family(s.ip_address) AS address_family,
       s.user_agent,
       s.revoked_at IS NULL AND s.expires_at > @at::timestamptz AS open,
       s.expires_at - s.created_at AS lifetime
FROM shared.sessions s
WHERE s.user_id = @user_id
ORDER BY open DESC, s.id;

-- name: CountSessionsPerUser :many
-- How many sessions each user ever had, users without one included.
SELECT u.username, count(s.id) AS session_count, max(s.last_seen_at) AS last_seen_at
FROM shared.users u
LEFT JOIN shared.sessions s ON s.user_id = u.id
GROUP BY u.id
ORDER BY session_count DESC, u.username;

-- name: ListSessionsFromNetwork :many
-- Sessions that came from a network.
SELECT s.id, s.user_id, s.ip_address
FROM shared.sessions s
WHERE s.ip_address <<= @network::cidr
ORDER BY s.id;

-- name: PurgeSessions :exec
-- Forget sessions that expired long ago.
CALL shared.purge_sessions(@older_than);

-- name: CreateApiKey :one
-- Issue a key for programs.
INSERT INTO shared.api_keys (user_id, label, prefix, key_digest, scopes, allowed_from, expires_on)
VALUES (@user_id, @label, @prefix, @key_digest, @scopes, sqlc.narg(allowed_from), sqlc.narg(expires_on))
RETURNING id;

-- name: FindApiKey :one
-- Find a key that may do something from an address, and stamp its use.
UPDATE shared.api_keys AS k
SET last_used_at = now()
WHERE k.prefix = @prefix
  AND @scope::text = ANY (k.scopes)
  AND (k.allowed_from IS NULL OR @address::inet <<= ANY (k.allowed_from))
  AND (k.expires_on IS NULL OR k.expires_on >= current_date)
RETURNING k.id, k.user_id, k.key_digest, k.scopes;

-- name: GrantScopes :one
-- Add scopes to a key and return the sorted list without repeats.
UPDATE shared.api_keys
SET scopes = ARRAY(SELECT DISTINCT s FROM unnest(scopes || @added::text[]) AS s ORDER BY s)
WHERE id = @id
RETURNING scopes;

-- name: ListApiKeys :many
-- The keys of a user with the days that are left to them.
SELECT k.id, k.label, k.prefix, k.scopes, k.allowed_from, k.expires_on - @today::date AS days_left
FROM shared.api_keys k
WHERE k.user_id = @user_id
ORDER BY k.expires_on NULLS LAST, k.label;

-- name: RegisterDevice :one
-- Add a device, or see a known one again.
INSERT INTO shared.devices AS d (id, user_id, name, mac_address, last_seen_at)
VALUES (@id, @user_id, @name, @mac_address, now())
ON CONFLICT (id) DO UPDATE
SET name = excluded.name,
    mac_address = coalesce(excluded.mac_address, d.mac_address),
    last_seen_at = excluded.last_seen_at
RETURNING *;

-- name: ListDevices :many
-- The devices of a user.
SELECT * FROM shared.devices WHERE user_id = @user_id ORDER BY name;
