-- name: OptionalSide :many
SELECT m.title, s.name, s.city FROM movies m LEFT JOIN studios s ON s.id = m.studio_id;

-- name: WhereMakesItInner :many
SELECT m.title, s.name FROM movies m LEFT JOIN studios s ON s.id = m.studio_id WHERE s.name <> '';

-- name: NestedJoinIsOptionalAsAWhole :many
SELECT m.title, s.name, o.title AS other FROM movies m LEFT JOIN (studios s JOIN movies o ON o.studio_id = s.id) ON s.id = m.studio_id;

-- name: RightAndFull :many
SELECT m.title, s.name FROM movies m RIGHT JOIN studios s ON s.id = m.studio_id;

-- name: FullJoinUsing :many
SELECT id, m.title, s.name FROM movies m FULL JOIN studios s USING (id);

-- name: JoinCondition :many
SELECT m.studio_id, s.id FROM movies m JOIN studios s ON s.id = m.studio_id;
