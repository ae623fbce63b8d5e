-- name: GetEveryType :one
SELECT * FROM every_types LIMIT 1;

-- name: ListEveryNull :many
SELECT * FROM every_null;

-- name: ListEveryArray :many
SELECT * FROM every_array;

-- name: AddEveryNull :exec
INSERT INTO every_null VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);

-- name: CopyEveryArray :copyfrom
INSERT INTO every_array (a_bool, a_int4, grid, a_text, moods, studios) VALUES ($1, $2, $3, $4, $5, $6);

-- name: StreamEveryNull :stream
SELECT * FROM every_null;

-- name: ByBool :many
SELECT a_bool FROM every_null WHERE a_bool = $1;

-- name: ByBools :many
SELECT a_bool FROM every_null WHERE a_bool = ANY ($1::boolean[]);

-- name: ByGrid :many
SELECT grid FROM every_array WHERE grid = $1;

-- name: ByText :many
SELECT a_text FROM every_null WHERE a_text = sqlc.narg(a_text);

-- name: ByNumber :one
SELECT a_numeric FROM every_null WHERE a_numeric = sqlc.narg(a_numeric) LIMIT 1;

-- name: ByBytes :one
SELECT a_bytea FROM every_null WHERE a_bytea = sqlc.narg(bytes) LIMIT 1;

-- name: ByMood :many
SELECT a_mood FROM every_null WHERE a_mood = $1;

-- name: ByMoods :many
SELECT a_mood FROM every_null WHERE a_mood = ANY (sqlc.narg(moods)::"Mood"[]);

-- name: ByStudio :many
SELECT a_studio FROM every_null WHERE a_studio = $1::studio;

-- name: ByScore :many
SELECT a_score FROM every_null WHERE a_score = @score::score;

-- name: ByRange :many
SELECT a_floatrange, every_types FROM every_types WHERE a_floatrange && $1;

-- name: BatchByText :batchmany
SELECT a_text, a_uuid FROM every_null WHERE a_text = $1;

-- name: BatchByBool :batchone
SELECT count(*) FROM every_null WHERE a_bool = $1;

-- name: BatchMood :batchexec
UPDATE every_null SET a_mood = $1 WHERE a_uuid = $2;

-- name: CopyOne :copyfrom
INSERT INTO one_column (only_one) VALUES ($1);

-- name: ListNoColumns :many
SELECT n FROM "no columns" AS n;

-- name: SubscriptsAndConstants :one
SELECT a_text[1], 1, 'x', NULL::text, a_text[1] FROM every_array LIMIT 1;

-- name: ByEmail :many
SELECT a_email FROM every_types WHERE a_email = @email AND a_score = ANY (@scores);

-- name: ListDerived :many
WITH "class" AS (SELECT a_text AS "int", count(*) AS "delete" FROM every_null GROUP BY a_text)
SELECT sqlc.embed(c), sqlc.embed(s) AS std, ARRAY(SELECT e FROM every_array e) AS arrays
FROM "class" c LEFT JOIN (SELECT a_bool, a_numeric FROM every_null) s ON true;
