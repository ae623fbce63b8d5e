CREATE TABLE shared.server_settings (
    key         text PRIMARY KEY,
    value       jsonb NOT NULL,
    description text,
    updated_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE shared.user_settings (
    user_id    uuid NOT NULL REFERENCES shared.users (id) ON DELETE CASCADE,
    key        text NOT NULL,
    value      jsonb NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, key)
);

INSERT INTO shared.server_settings (key, value, description)
VALUES ('server.name', '"Media library"', 'Shown in the title bar'),
       ('scan.interval_minutes', '60', NULL),
       ('playback.formats', '["h264", "hevc", "av1"]', 'Codecs that play without transcoding');
