-- name: ThroughView :one
SELECT mail FROM live_users WHERE id = $1;

-- name: ThroughOtherKeyOfView :one
SELECT id FROM live_users WHERE mail = $1;

-- name: ThroughJoinedView :one
SELECT mail, team FROM users_with_teams WHERE id = $1;

-- name: ThroughViewOfMany :one
SELECT mail FROM user_members WHERE id = $1;

-- name: ThroughGroupedView :one
SELECT size FROM team_sizes WHERE team_id = $1;

-- name: OneRowView :one
SELECT users FROM totals;

-- name: KeyNotShown :one
SELECT mail FROM hidden_key WHERE mail = $1;

-- name: KeyOfViewGone :one
SELECT note FROM of_keyed WHERE id = $1;

-- name: ThroughSubselect :one
SELECT s.email FROM (SELECT id, email FROM users WHERE deleted_at IS NULL) s WHERE s.id = $1;

-- name: ThroughCte :one
WITH live AS (SELECT * FROM users WHERE deleted_at IS NULL) SELECT email FROM live WHERE id = $1;

-- name: ThroughUnion :one
SELECT s.id FROM (SELECT id FROM users UNION SELECT id FROM teams) s WHERE s.id = $1;

-- name: ThroughUnionAll :one
SELECT s.id FROM (SELECT id FROM users UNION ALL SELECT id FROM teams) s WHERE s.id = $1;

-- name: ThroughExcept :one
SELECT s.id FROM (SELECT id FROM users EXCEPT ALL SELECT id FROM teams) s WHERE s.id = $1;

-- name: ThroughDistinct :one
SELECT s.state FROM (SELECT DISTINCT state FROM jobs) s WHERE s.state = $1;

-- name: ThroughDistinctOn :one
SELECT s.id FROM (SELECT DISTINCT ON (state) state, id FROM jobs ORDER BY state, id) s WHERE s.state = $1;

-- name: SeriesInside :one
SELECT s.n FROM (SELECT id, generate_series(1, 3) AS n FROM users) s WHERE s.id = $1;

-- name: ChangedThroughView :one
UPDATE live_users SET team_id = $1 WHERE id = $2 RETURNING mail;

-- name: TakeJob :one
UPDATE jobs SET state = 'running'
WHERE id = (SELECT id FROM jobs WHERE state = 'new' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING *;

-- name: FirstJob :one
SELECT payload FROM jobs WHERE id = (SELECT id FROM jobs WHERE state = $1 ORDER BY id LIMIT 1);

-- name: CorrelatedKey :one
SELECT j.payload FROM jobs j WHERE j.id = (SELECT max(u.id) FROM users u WHERE u.email = j.state);

-- name: RandomKey :one
SELECT payload FROM jobs WHERE id = (random() * 10)::bigint;

-- name: OneNull :one
SELECT note FROM slots WHERE code IS NULL;

-- name: NullOrValue :one
SELECT note FROM slots WHERE code IS NOT DISTINCT FROM sqlc.narg(code);

-- name: ManyNulls :one
SELECT note FROM slots WHERE plain IS NULL;

-- name: IndexOfNoPartition :one
SELECT note FROM parted WHERE id = $1;

-- name: IndexOfAllPartitions :one
SELECT note FROM attached WHERE id = $1;

-- name: LateralOfItself :one
SELECT u.email FROM users u, LATERAL (SELECT u.id AS id) l WHERE u.id = l.id;

-- name: FunctionOfItself :one
SELECT u.email FROM users u, abs(u.id) AS f (id) WHERE u.id = f.id;

-- name: LateralOfOneRow :one
SELECT t.name FROM users u CROSS JOIN LATERAL (SELECT u.team_id AS id) l JOIN teams t ON t.id = l.id WHERE u.email = $1;
