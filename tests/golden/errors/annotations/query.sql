-- name: NoCommand
SELECT 1;

-- name: WrongCommand :oen
SELECT 1;

-- name: TwoCommands :one :many
SELECT 1;

-- name: Good :one
SELECT 1;

-- name: Good :one
SELECT 2;

-- name: NothingReturned :one
DELETE FROM movies WHERE id = @id;

-- name: UnknownDirective :many
-- @colum id not null
SELECT id FROM movies;

-- name: DirectiveForNothing :many
-- @column titel not null
SELECT title FROM movies;

-- name: UnknownMacro :many
SELECT id FROM movies WHERE id = sqlc.argh(id);

-- name: MacroArguments :many
SELECT id FROM movies WHERE id = sqlc.arg(a, b);

-- name: CopyNeedsPlainInsert :copyfrom
INSERT INTO movies (id, title) VALUES (@id, lower(@title));

-- name: BatchNeedsParameter :batchexec
DELETE FROM movies;
