-- name: SubqueryWithoutAlias :many
SELECT n FROM (SELECT count(*) AS n FROM reading) WHERE n > $1;

-- name: ValuesWithoutAlias :many
SELECT column1, column2 FROM (VALUES (1, 'a'), (2, 'b'));

-- name: Numbers :one
SELECT 0x1F AS hex, 0o17 AS oct, 0b101 AS bin, 1_000_000 AS grouped, 0x1_FFFF_FFFF AS long, 1_0.5 AS fraction;

-- name: IsJson :many
SELECT body IS JSON AS is_json, body IS NOT JSON ARRAY AS is_no_array, body IS JSON OBJECT WITH UNIQUE KEYS AS is_object FROM reading;

-- name: Constructors :many
SELECT JSON_OBJECT('id': id, 'body' VALUE body ABSENT ON NULL RETURNING jsonb) AS object, JSON_ARRAY(id, place NULL ON NULL) AS list,
       JSON_ARRAY(SELECT place FROM reading) AS places, JSON_OBJECT() AS empty
FROM reading;

-- name: Aggregates :one
SELECT JSON_OBJECTAGG(place: id WITH UNIQUE KEYS) AS by_place, JSON_ARRAYAGG(body ORDER BY id RETURNING text) AS bodies, any_value(place) AS place
FROM reading;

-- name: Series :many
SELECT at FROM generate_series(now(), now() + interval '1 day', interval '1 hour', 'UTC') AS at;

-- name: WhoAmI :one
SELECT system_user AS name;

-- name: Infinite :one
SELECT '+infinity'::date AS last;
