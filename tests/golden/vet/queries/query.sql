-- name: Cartesian :many
SELECT f.title, s.name FROM films f, studios s WHERE f.made = 1979 ORDER BY f.id, s.id;

-- name: Linked :many
SELECT f.title, s.name FROM films f, studios s WHERE f.studio_id = s.id;

-- name: CastImplicitly :many
SELECT title FROM films WHERE made < 1979.5;

-- name: Cast :many
SELECT title FROM films WHERE made::text = @made;

-- name: NotCast :many
SELECT title FROM films WHERE made < @made::smallint;

-- name: NotInNullable :many
SELECT name FROM studios WHERE id NOT IN (SELECT studio_id FROM films);

-- name: NotInNotNull :many
SELECT name FROM studios WHERE id NOT IN (SELECT studio_id FROM films WHERE studio_id IS NOT NULL);

-- name: Paged :many
SELECT title FROM films ORDER BY id LIMIT 10 OFFSET @start;

-- name: Keyset :many
SELECT title FROM films WHERE id > @after ORDER BY id LIMIT 10;

-- name: EveryRow :execrows
UPDATE films SET made = made + 1;

-- name: AllGone :exec
DELETE FROM studios;

-- name: EveryRowMeant :execrows
-- @allow unfiltered-change
UPDATE films SET made = made + 1;

-- name: AnyOfOneTable :many
SELECT title FROM films LIMIT 10;

-- name: AnyOfTwo :many
SELECT f.title FROM films f JOIN studios s ON s.id = f.studio_id LIMIT 10;

-- name: Newest :many
SELECT title FROM films ORDER BY added DESC, id LIMIT 10;

-- name: UnusedItem :many
WITH old AS (SELECT id FROM films WHERE made < 1950) SELECT name FROM studios;

-- name: UsedItem :many
WITH old AS (SELECT studio_id FROM films WHERE made < 1950) SELECT studio_id FROM old;

-- name: Wrapped :many
SELECT id FROM films WHERE lower(title) = lower(@title);

-- name: NotWrapped :many
SELECT id FROM films WHERE title = lower(@title);

-- name: NeverTrue :many
SELECT title FROM films WHERE made = NULL;
