-- name: UnknownColumn :many
SELECT titel FROM movies;

-- name: UnknownTable :many
SELECT * FROM films;

-- name: NoOperator :many
SELECT id FROM movies WHERE id = true;

-- name: NoFunction :many
SELECT uper(title) FROM movies;

-- name: Ambiguous :many
SELECT id FROM movies a, movies b;

-- name: NotGrouped :many
SELECT title, count(*) FROM movies GROUP BY year;

-- name: WrongLiteral :many
SELECT id FROM movies WHERE id = 'abc';

-- name: TooManyValues :exec
INSERT INTO movies (id) VALUES (1, 2);

-- name: UndeterminedParameter :many
SELECT id FROM movies WHERE @a IS NULL;

-- name: ConflictingParameter :many
SELECT id FROM movies WHERE id = $1 AND title = $1;

-- name: AggregateInWhere :many
SELECT id FROM movies WHERE count(*) > 1;

-- name: UnionTypes :many
SELECT id FROM movies UNION SELECT title FROM movies;

-- name: SyntaxError :many
SELECT id FORM movies;

-- name: Fine :many
SELECT id FROM movies;
