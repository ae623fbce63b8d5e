-- name: Exists :many
SELECT JSON_EXISTS(body, '$.a') AS known, JSON_EXISTS(body, '$.a' UNKNOWN ON ERROR) AS perhaps FROM event;

-- name: Value :many
SELECT JSON_VALUE(body, '$.n') AS t, JSON_VALUE(body, '$.n' RETURNING integer DEFAULT 0 ON EMPTY DEFAULT -1 ON ERROR) AS n,
       JSON_VALUE(body, '$.at' RETURNING timestamptz ERROR ON EMPTY ERROR ON ERROR) AS at
FROM event;

-- name: Query :many
SELECT JSON_QUERY(body, '$.k[*]' WITH WRAPPER) AS k, JSON_QUERY(body, '$.k' RETURNING text OMIT QUOTES EMPTY ARRAY ON EMPTY) AS t FROM event;

-- name: Passing :many
SELECT id FROM event WHERE JSON_EXISTS(body, '$.n ? (@ > $low)' PASSING $1::integer AS low);

-- name: Made :many
SELECT JSON(note) AS j, JSON_SCALAR(id) AS s, JSON_SCALAR(note) AS maybe, JSON_SERIALIZE(body RETURNING bytea) AS bytes FROM event;

-- name: Table :many
SELECT e.id, t.*
FROM event e, JSON_TABLE(e.body, '$.rows[*]' COLUMNS (
  line FOR ORDINALITY,
  name text PATH '$.name' DEFAULT 'none' ON EMPTY,
  size integer,
  is_big boolean EXISTS PATH '$.big',
  raw jsonb FORMAT JSON PATH '$',
  NESTED PATH '$.tags[*]' COLUMNS (place FOR ORDINALITY, tag text PATH '$')
)) AS t;
