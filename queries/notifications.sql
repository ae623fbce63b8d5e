-- name: Notify :one
-- Tell a user something.
INSERT INTO shared.notifications (user_id, body) VALUES (@user_id, @body) RETURNING id;

-- name: NotifyAboutMovie :exec
-- Tell everybody in a library about a new film.
INSERT INTO shared.movie_notifications (user_id, body, movie_id)
SELECT lm.user_id, format('New: %s', m.title), m.id
FROM movies m
JOIN library_members lm ON lm.library_id = m.library_id
WHERE m.id = @movie_id;

-- name: ListNotifications :many
-- What a user did not read yet, of every kind.
SELECT n.id, n.body, n.tableoid = 'shared.movie_notifications'::regclass AS about_movie
FROM shared.notifications n
WHERE n.user_id = @user_id AND n.read_at IS NULL
ORDER BY n.id;

-- name: ListPlainNotifications :many
-- Notifications that are about nothing in particular.
SELECT n.body FROM ONLY shared.notifications n WHERE n.user_id = @user_id ORDER BY n.id;

-- name: ListMovieNotifications :many
-- Notifications about films.
SELECT * FROM shared.movie_notifications ORDER BY id;

-- name: MarkNotificationsRead :execresult
-- Mark all notifications of a user as read.
UPDATE shared.notifications SET read_at = now() WHERE user_id = $1 AND read_at IS NULL;

-- name: Broadcast :execrows
-- Tell all users of some roles something.
INSERT INTO shared.notifications (user_id, body)
SELECT u.id, @body::text FROM shared.live_users u WHERE u.role = ANY (@roles::shared.user_role[]);
