-- Rows for the live tests of the sample: few, fixed, and with a NULL wherever one may stand.
-- Keys: users ...a1-a4, films ...b1-b6, playlists ...c1-c2, API keys ...d1-d2, devices ...e1.

INSERT INTO shared.users (id, username, email, password_hash, role, display_name, birthday, time_zone, preferences, bedtime, deleted_at, created_at, updated_at)
VALUES ('00000000-0000-0000-0000-0000000000a1', 'Ada', 'ada@example.org', 'hash-ada', 'admin', 'Ada Quill', '1990-03-14', 'Europe/Berlin', 'theme=>dark, volume=>NULL', '22:30', NULL, '2025-01-01 10:00+00', '2025-01-01 10:00+00'),
       ('00000000-0000-0000-0000-0000000000a2', 'Bert', 'bert@example.org', 'hash-bert', 'editor', NULL, '1985-03-02', 'UTC', NULL, NULL, NULL, '2025-01-02 10:00+00', '2025-01-02 10:00+00'),
       ('00000000-0000-0000-0000-0000000000a3', 'Cleo', 'cleo@example.org', 'hash-cleo', 'viewer', 'Cleo Marsh', NULL, 'UTC', '', NULL, NULL, '2025-01-03 10:00+00', '2025-01-03 10:00+00'),
       ('00000000-0000-0000-0000-0000000000a4', 'Dora', 'dora@example.org', 'hash-dora', 'viewer', NULL, '2000-12-24', 'UTC', NULL, NULL, '2025-02-01 00:00+00', '2025-01-04 10:00+00', '2025-02-01 00:00+00');

INSERT INTO shared.sessions (user_id, token_digest, ip_address, user_agent, created_at, last_seen_at, expires_at, revoked_at)
VALUES ('00000000-0000-0000-0000-0000000000a1', decode(repeat('01', 32), 'hex'), '192.168.1.10', 'player/1.0', '2025-01-10 08:00+00', '2025-01-10 09:00+00', '2099-01-01 00:00+00', NULL),
       ('00000000-0000-0000-0000-0000000000a1', decode(repeat('02', 32), 'hex'), '2001:db8::7', NULL, '2025-01-11 08:00+00', '2025-01-11 08:30+00', '2025-01-12 08:00+00', NULL),
       ('00000000-0000-0000-0000-0000000000a1', decode(repeat('03', 32), 'hex'), NULL, 'browser', '2025-01-12 08:00+00', '2025-01-12 08:00+00', '2099-01-01 00:00+00', '2025-01-13 00:00+00'),
       ('00000000-0000-0000-0000-0000000000a2', decode(repeat('04', 32), 'hex'), '192.168.1.20', 'browser', '2025-01-10 10:00+00', '2025-01-20 10:00+00', '2099-01-01 00:00+00', NULL);

INSERT INTO shared.api_keys (id, user_id, label, prefix, key_digest, scopes, allowed_from, created_at, expires_on)
VALUES ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000a1', 'backup', 'bkup0001', decode(repeat('d1', 32), 'hex'), '{read,write}', '{10.0.0.0/8,192.168.1.0/24}', '2025-01-05 00:00+00', '2099-12-31'),
       ('00000000-0000-0000-0000-0000000000d2', '00000000-0000-0000-0000-0000000000a1', 'phone', 'phon0001', decode(repeat('d2', 32), 'hex'), '{read}', NULL, '2025-01-06 00:00+00', NULL);

INSERT INTO shared.devices (id, user_id, name, mac_address, last_seen_at)
VALUES ('00000000-0000-0000-0000-0000000000e1', '00000000-0000-0000-0000-0000000000a1', 'Television', '08:00:2b:01:02:03', '2025-01-09 20:00+00');

INSERT INTO shared.user_settings (user_id, key, value)
VALUES ('00000000-0000-0000-0000-0000000000a1', 'scan.interval_minutes', '15'),
       ('00000000-0000-0000-0000-0000000000a1', 'layout', '{"columns": 4, "dense": true}');

INSERT INTO shared.activity_log (user_id, action, subject, details, ip_address, logged_at)
VALUES ('00000000-0000-0000-0000-0000000000a1', 'session.open', NULL, '{"via": "password"}', '192.168.1.10', '2025-01-10 08:00+00'),
       ('00000000-0000-0000-0000-0000000000a1', 'movie.play', 'b1', '{"at": [1, 2, 3], "device": "tv"}', NULL, '2025-01-10 09:00+00'),
       ('00000000-0000-0000-0000-0000000000a2', 'session.open', NULL, '{"via": "token"}', NULL, '2025-01-12 23:30+00'),
       (NULL, 'server.scan', '/media/films', '{}', NULL, '2025-02-01 03:00+00'),
       ('00000000-0000-0000-0000-0000000000a1', 'movie.play', 'b2', '{"at": []}', NULL, '2025-02-03 21:15+00'),
       ('00000000-0000-0000-0000-0000000000a2', 'movie.play', 'b1', '{}', NULL, '2024-12-31 22:00+00');

INSERT INTO libraries (id, name, kind, root_paths, options, created_at)
VALUES (1, 'Films', 'movie', '{/media/films,/media/more}', 'scan=>daily, nfo=>NULL', '2025-01-01 00:00+00'),
       (2, 'Shows', 'series', '{/media/shows}', NULL, '2025-01-01 00:00+00'),
       (3, 'Records', 'music', '{}', NULL, '2025-01-02 00:00+00'),
       (4, 'Attic', 'movie', '{/attic}', '', '2025-01-03 00:00+00');
SELECT setval('libraries_id_seq', 100, false);

INSERT INTO library_members (library_id, user_id, can_edit, joined_at)
VALUES (1, '00000000-0000-0000-0000-0000000000a1', true, '2025-01-01 12:00+00'),
       (2, '00000000-0000-0000-0000-0000000000a1', true, '2025-01-01 12:00+00'),
       (1, '00000000-0000-0000-0000-0000000000a2', false, '2025-01-02 12:00+00');

INSERT INTO movies (id, library_id, title, original_title, overview, released_on, runtime_minutes, budget, languages, external_ids, poster_url, added_at, updated_at)
VALUES ('00000000-0000-0000-0000-0000000000b1', 1, 'The Lighthouse Keeper', NULL, 'A keeper guards a light and a secret.', '1954-05-20', 95, ROW(1200000, 'USD'), '{en}', '{"imdb": "tt0000101", "tmdb": "501"}', '/posters/b1.jpg', '2025-01-05 00:00+00', '2025-01-05 00:00+00'),
       ('00000000-0000-0000-0000-0000000000b2', 1, 'Midnight Café', 'Café Minuit', 'Two strangers share a secret at midnight.', '1968-11-02', 110, ROW(300000.50, 'EUR'), '{fr,en}', '{"imdb": "tt0000102"}', NULL, '2025-01-05 00:00+00', '2025-01-05 00:00+00'),
       ('00000000-0000-0000-0000-0000000000b3', 1, 'Paper Moons', NULL, NULL, '1999-09-09', 143, NULL, '{en,ja}', '{}', NULL, '2025-01-06 00:00+00', '2025-01-06 00:00+00'),
       ('00000000-0000-0000-0000-0000000000b4', 1, 'Paper Planets (Director''s Cut)', NULL, 'Planets of paper fall into a secret sea.', '2003-07-01', 128, ROW(45000000, 'USD'), '{en}', '{"tmdb": "504"}', NULL, '2025-01-06 00:00+00', '2025-01-06 00:00+00'),
       ('00000000-0000-0000-0000-0000000000b5', 1, 'Untitled Reel', NULL, NULL, NULL, NULL, NULL, NULL, '{}', NULL, '2025-01-07 00:00+00', '2025-01-07 00:00+00'),
       ('00000000-0000-0000-0000-0000000000b6', 4, 'Night Train', NULL, 'A train leaves at midnight.', '2010-01-15', 88, ROW(NULL, 'USD'), '{}', '{}', NULL, '2025-01-08 00:00+00', '2025-01-08 00:00+00');

INSERT INTO series (id, library_id, title, overview, first_aired_on, last_aired_on, ended, added_at)
VALUES (1, 2, 'Harbour Lights', 'Life at the harbour.', '2020-01-05', NULL, false, '2025-01-05 00:00+00'),
       (2, 2, 'Zero Hour', NULL, NULL, NULL, false, '2025-01-06 00:00+00');
SELECT setval('series_id_seq', 100, false);
INSERT INTO seasons (id, series_id, number, title) VALUES (1, 1, 1, 'Beginnings'), (2, 1, 2, NULL), (3, 2, 1, NULL);
SELECT setval('seasons_id_seq', 100, false);
INSERT INTO episodes (id, season_id, number, title, overview, aired_on, length)
VALUES (1, 1, 1, 'Arrival', 'A ship comes in.', '2020-01-05', '45 minutes'),
       (2, 1, 2, 'The Storm', NULL, '2020-01-12', '50 minutes'),
       (3, 2, 1, 'Return', NULL, '2021-02-01', NULL);
SELECT setval('episodes_id_seq', 100, false);

INSERT INTO genres (id, slug, name, path)
VALUES (1, 'drama', 'Drama', 'fiction.drama'),
       (2, 'mystery', 'Mystery', 'fiction.mystery'),
       (3, 'sci-fi', 'Science Fiction', 'fiction.scifi'),
       (4, 'documentary', 'Documentary', 'fact.documentary'),
       (5, 'noir', 'Noir', 'fiction.mystery.noir');
SELECT setval('genres_id_seq', 100, false);
INSERT INTO movie_genres (movie_id, genre_id)
VALUES ('00000000-0000-0000-0000-0000000000b1', 1), ('00000000-0000-0000-0000-0000000000b1', 2),
       ('00000000-0000-0000-0000-0000000000b2', 1), ('00000000-0000-0000-0000-0000000000b2', 2),
       ('00000000-0000-0000-0000-0000000000b3', 1), ('00000000-0000-0000-0000-0000000000b4', 3),
       ('00000000-0000-0000-0000-0000000000b6', 2);
INSERT INTO series_genres (series_id, genre_id) VALUES (1, 1);
REFRESH MATERIALIZED VIEW genre_statistics;

INSERT INTO people (id, name, born_on, died_on, biography, aliases)
VALUES (1, 'Iris Vane', '1920-02-03', '1999-12-31', 'Star of the silver age.', '{I. Vane}'),
       (2, 'Noël Hart', '1950-07-07', NULL, NULL, '{}'),
       (3, 'Mara Stone', NULL, NULL, NULL, '{"Stone, M.",Mara S.}'),
       (4, 'Noel Hart', NULL, NULL, NULL, '{}'),
       (5, 'Sam Reed', '1980-01-01', NULL, NULL, '{}');
SELECT setval('people_id_seq', 100, false);
INSERT INTO credits (movie_id, series_id, person_id, role, character, billing)
VALUES ('00000000-0000-0000-0000-0000000000b1', NULL, 1, 'actor', 'Keeper', 1),
       ('00000000-0000-0000-0000-0000000000b1', NULL, 2, 'actor', 'Boy', 2),
       ('00000000-0000-0000-0000-0000000000b1', NULL, 3, 'director', NULL, 0),
       ('00000000-0000-0000-0000-0000000000b2', NULL, 2, 'actor', 'Stranger', 1),
       ('00000000-0000-0000-0000-0000000000b2', NULL, 2, 'director', NULL, 0),
       ('00000000-0000-0000-0000-0000000000b2', NULL, 1, 'actor', 'Waitress', 2),
       (NULL, 1, 3, 'actor', 'Captain', 0),
       ('00000000-0000-0000-0000-0000000000b3', NULL, 4, 'actor', 'Moon', 1),
       ('00000000-0000-0000-0000-0000000000b3', NULL, 3, 'composer', NULL, 0);

INSERT INTO collections (id, name, parent_id) VALUES (1, 'All', NULL), (2, 'Classics', 1), (3, 'Paper Saga', 1), (4, 'Noir', 2);
SELECT setval('collections_id_seq', 100, false);
INSERT INTO collection_movies (collection_id, movie_id, position)
VALUES (2, '00000000-0000-0000-0000-0000000000b1', 1), (2, '00000000-0000-0000-0000-0000000000b2', 2),
       (3, '00000000-0000-0000-0000-0000000000b4', 1), (3, '00000000-0000-0000-0000-0000000000b3', 2);

INSERT INTO media_files (movie_id, episode_id, path, size_bytes, checksum, quality, resolution, frame_rate, bit_rate, features, scanned_at)
VALUES ('00000000-0000-0000-0000-0000000000b1', NULL, '/media/films/lighthouse.mkv', 4000, '\x0102', 'hd', ROW(1280, 720, false), 23.976, 5500000, B'10000001', '2025-01-05 04:00'),
       ('00000000-0000-0000-0000-0000000000b1', NULL, '/media/films/lighthouse-extra.mkv', 1000, NULL, 'sd', ROW(720, 576, NULL), 25, NULL, B'00000000', '2025-01-05 04:01'),
       ('00000000-0000-0000-0000-0000000000b2', NULL, '/media/films/cafe.mp4', 9000000000, '\xff', 'uhd', ROW(3840, 2160, false), 24, 25000000.5, B'10100000', NULL),
       (NULL, 1, '/media/shows/harbour/s01e01.mkv', 700, NULL, NULL, NULL, NULL, NULL, B'00000000', '2025-01-05 04:02'),
       (NULL, NULL, '/media/more/stray.avi', 4000, '\x0102', NULL, NULL, NULL, NULL, B'00000001', NULL);

INSERT INTO markers (file_id, kind, span, label, colour)
VALUES (1000, 'intro', '[0,30.5)', NULL, 'r'),
       (1000, 'recap', '[30.5,60)', 'Before', NULL),
       (1000, 'credits', '[5500,)', NULL, NULL),
       (1000, 'chapter', '[0,600)', 'One', NULL);

INSERT INTO watch_history (id, user_id, movie_id, episode_id, position, finished, watched_at)
VALUES (1, '00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000b1', NULL, '1 hour 35 minutes', true, '2025-01-10 21:00+00'),
       (2, '00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000b2', NULL, '55 minutes', false, '2025-01-11 21:00+00'),
       (3, '00000000-0000-0000-0000-0000000000a1', NULL, 1, '45 minutes', true, '2025-01-12 20:00+00'),
       (4, '00000000-0000-0000-0000-0000000000a1', NULL, 3, '10 minutes', false, '2025-02-03 20:00+00'),
       (5, '00000000-0000-0000-0000-0000000000a2', '00000000-0000-0000-0000-0000000000b1', NULL, '20 minutes', false, '2025-02-04 20:00+00'),
       (6, '00000000-0000-0000-0000-0000000000a2', '00000000-0000-0000-0000-0000000000b3', NULL, '2 hours', true, '2025-02-05 20:00+00');
SELECT setval('watch_history_id_seq', 100, false);

-- The trigger on ratings writes to the activity log at the time of the seed; the tests look at earlier times.
INSERT INTO ratings (user_id, movie_id, value, rated_at)
VALUES ('00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000b1', 8.5, '2025-01-10 22:00+00'),
       ('00000000-0000-0000-0000-0000000000a2', '00000000-0000-0000-0000-0000000000b1', 7.0, '2025-01-12 22:00+00'),
       ('00000000-0000-0000-0000-0000000000a3', '00000000-0000-0000-0000-0000000000b1', 10.0, '2025-01-30 22:00+00'),
       ('00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000b2', 6.0, '2025-01-11 22:00+00'),
       ('00000000-0000-0000-0000-0000000000a2', '00000000-0000-0000-0000-0000000000b3', 3.5, '2025-01-13 22:00+00'),
       ('00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000b3', 4.5, '2025-01-14 22:00+00');

INSERT INTO playlists (id, owner_id, name, visibility, created_at)
VALUES ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000a1', 'Rainy days', 'private', '2025-01-20 00:00+00'),
       ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-0000000000a2', 'Best of paper', 'public', '2025-01-21 00:00+00');
INSERT INTO playlist_items (playlist_id, position, movie_id, note)
VALUES ('00000000-0000-0000-0000-0000000000c1', 1, '00000000-0000-0000-0000-0000000000b1', 'with tea'),
       ('00000000-0000-0000-0000-0000000000c1', 2, '00000000-0000-0000-0000-0000000000b2', NULL),
       ('00000000-0000-0000-0000-0000000000c2', 1, '00000000-0000-0000-0000-0000000000b5', NULL);

INSERT INTO reviews (id, movie_id, author_id, parent_id, state, body, tags, published_at)
VALUES (1, '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000a1', NULL, 'published', 'A bright film about a dark sea.', '{classic,sea}', '2025-01-15 00:00+00'),
       (2, '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000a2', 1, 'published', 'Too bright for me.', NULL, '2025-01-16 00:00+00'),
       (3, '00000000-0000-0000-0000-0000000000b1', NULL, 2, 'published', 'Agreed.', '{}', '2025-01-17 00:00+00'),
       (4, '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000a3', NULL, 'draft', 'Not done yet.', '{classic}', NULL);
SELECT setval('reviews_id_seq', 100, false);

INSERT INTO availability (movie_id, region, during, price, blackout)
VALUES ('00000000-0000-0000-0000-0000000000b1', 'DE', '[2025-01-01,2025-04-01)', ROW(3.99, 'EUR'), '{[2025-02-10,2025-02-12)}'),
       ('00000000-0000-0000-0000-0000000000b1', 'DE', '[2025-06-01,)', NULL, '{}'),
       ('00000000-0000-0000-0000-0000000000b2', 'DE', '[2025-01-15,2025-03-01)', NULL, '{}'),
       ('00000000-0000-0000-0000-0000000000b2', 'US', '(,2025-03-01)', ROW(2.5, NULL), '{}');

INSERT INTO screenings (movie_id, room, during, seats, price)
VALUES ('00000000-0000-0000-0000-0000000000b1', 'Blue', '[2025-03-01 20:00,2025-03-01 22:00)', '[1,4]', 9.50),
       ('00000000-0000-0000-0000-0000000000b2', 'Red', '[2025-03-01 21:00,2025-03-01 23:00)', '[1,2]', NULL);
INSERT INTO reservations (screening_id, seat, user_id, reserved_at)
VALUES (1, 2, '00000000-0000-0000-0000-0000000000a1', '2025-02-20 10:00+00'), (1, 3, '00000000-0000-0000-0000-0000000000a2', '2025-02-21 10:00+00');

INSERT INTO shared.jobs (queue, kind, payload, priority, state, attempts, run_at, locked_by, locked_at, last_error)
VALUES ('default', 'scan', '{"target": {"path": "/media/films"}, "size": 5}', 0, 'queued', 0, '2025-01-01 00:00+00', NULL, NULL, NULL),
       ('default', 'thumbnail', '{}', 5, 'queued', 2, '2025-01-02 00:00+00', NULL, NULL, 'out of memory'),
       ('default', 'later', '{}', 9, 'queued', 0, '2099-01-01 00:00+00', NULL, NULL, NULL),
       ('mail', 'digest', '{"size": 1}', 0, 'running', 1, '2025-01-01 00:00+00', 'worker-1', '2025-01-01 00:00:10+00', NULL);

INSERT INTO shared.notifications (user_id, body, read_at, created_at)
VALUES ('00000000-0000-0000-0000-0000000000a1', 'Welcome', '2025-01-02 00:00+00', '2025-01-01 00:00+00'),
       ('00000000-0000-0000-0000-0000000000a1', 'A scan failed', NULL, '2025-02-01 00:00+00');
INSERT INTO shared.movie_notifications (user_id, body, created_at, movie_id)
VALUES ('00000000-0000-0000-0000-0000000000a1', 'New: Night Train', '2025-02-02 00:00+00', '00000000-0000-0000-0000-0000000000b6');

INSERT INTO qar.vaults (name, clearance, location) VALUES ('North', 'internal', '(3,4)'), ('South', 'open', NULL);
INSERT INTO qar.holdings (id, title, overview, released_on, runtime_minutes, budget, languages, added_at, updated_at, vault_id, clearance, valued_at, call_number)
VALUES ('00000000-0000-0000-0000-0000000000b1', 'The Lighthouse Keeper', NULL, '1954-05-20', 95, NULL, '{en}', '2025-01-05 00:00+00', '2025-01-05 00:00+00', 1, 'sealed', ROW(99.5, 'EUR'), 'N-001'),
       ('00000000-0000-0000-0000-0000000000f2', 'Lost Reel', NULL, NULL, NULL, NULL, NULL, '2025-01-06 00:00+00', '2025-01-06 00:00+00', 1, NULL, NULL, 'N-002'),
       ('00000000-0000-0000-0000-0000000000f3', 'Found Reel', NULL, NULL, NULL, NULL, NULL, '2025-01-06 00:00+00', '2025-01-06 00:00+00', 2, NULL, ROW(10, 'EUR'), 'S-001');
INSERT INTO qar.grants (user_id, clearance, granted_by, valid)
VALUES ('00000000-0000-0000-0000-0000000000a1', 'sealed', NULL, '[2025-01-01 00:00+00,)'),
       ('00000000-0000-0000-0000-0000000000a2', 'internal', '00000000-0000-0000-0000-0000000000a1', '[2025-01-01 00:00+00,2025-02-01 00:00+00)');
INSERT INTO qar.access_log (holding_id, user_id, seen_at, reason)
VALUES ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000a1', '2025-01-20 23:30+00', 'inspection'),
       ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000a2', '2025-01-21 08:00+00', NULL);
