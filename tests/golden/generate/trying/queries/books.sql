-- name: GetBook :one
-- The book of this number.
SELECT * FROM books WHERE id = @id;

-- name: CountBooks :one
SELECT count(*) FROM books;

-- name: ListTitles :many
SELECT title FROM books WHERE pages BETWEEN @fewest AND @most ORDER BY id;

-- name: StreamBooks :stream
SELECT * FROM books ORDER BY id;

-- name: AddBook :exec
INSERT INTO books (id, title, pages) VALUES (@id, @title, @pages);

-- name: RemoveBook :execrows
DELETE FROM books WHERE id = @id;

-- name: EmptyTheShelf :execresult
DELETE FROM books;

-- name: AddUntitledBook :execlastid
INSERT INTO books (id, title) VALUES (@id, '') RETURNING id;

-- name: AddBooks :batchexec
INSERT INTO books (id, title, pages) VALUES (@id, @title, @pages);

-- name: GetBooks :batchone
SELECT * FROM books WHERE id = @id;

-- name: CopyBooks :copyfrom
INSERT INTO books (id, title, pages) VALUES (@id, @title, @pages);

-- name: RenameBooksWithAnEspeciallyLongNameForAQueryOfItsKind :many
-- @bulk in order (title, id)
UPDATE books SET title = @title WHERE id = @id RETURNING title, pages;
