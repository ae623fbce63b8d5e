-- name: Stored :many
-- @column payload json struct
SELECT t.id, t.payload FROM t;

-- name: NoJson :many
-- @column name json struct
SELECT t.id, t.name FROM t;

-- name: KeyIsData :many
-- @column object json struct
SELECT json_agg(json_build_object(t.name, t.id)) AS object FROM t;

-- name: KeyTwice :many
-- @column object json struct
SELECT jsonb_build_object('id', t.id, 'id', t.name) AS object FROM t;

-- name: Mixed :many
-- @column list json struct
SELECT json_build_array(t.id, t.name) AS list FROM t;

-- name: OwnCast :many
-- @column list json struct
SELECT json_agg(t.heat) AS list FROM t;

-- name: OwnCastInRow :many
-- @column list json struct
SELECT row_to_json(x) AS list FROM (SELECT t.id, ARRAY[t.heat] AS heats FROM t) x;

-- name: NotOfTheShape :many
-- @column object json struct
SELECT COALESCE((SELECT json_build_object('id', t.id) FROM t LIMIT 1), '{}') AS object;

-- name: TwoShapes :many
-- @column object json struct
SELECT CASE WHEN t.id > 1 THEN json_build_object('id', t.id) ELSE json_build_object('name', t.name) END AS object FROM t;

-- name: Variadic :many
-- @column object json struct
SELECT json_build_object(VARIADIC ARRAY['a', t.name]) AS object FROM t;

-- name: Nobody :many
-- @column nobody json struct
SELECT t.id FROM t;

-- name: NotStruct :many
-- @column object json
SELECT json_build_object('id', t.id) AS object FROM t;

-- name: TypeToo :many
-- @column object json struct
-- @column object type my::Type
SELECT json_build_object('id', t.id) AS object FROM t;

-- name: OfAParameter :many
-- @param p json struct
SELECT t.id FROM t WHERE t.payload = @p;

-- name: NoList :many
-- @column object json struct
-- @column object elements nullable
SELECT json_build_object('id', t.id) AS object FROM t;

-- name: NoStruct :many
-- @column id json my::Id
-- @column heats json my::Heat
SELECT t.id, ARRAY[t.heat] AS heats FROM t;

-- name: ParameterNotJson :many
-- @param id json my::Id
SELECT t.id FROM t WHERE t.id = @id;

-- name: Twice :many
-- @column payload json my::Payload
-- @column payload type my::Payload
SELECT t.payload FROM t;
