CREATE TABLE files (
    id          bigint GENERATED ALWAYS AS IDENTITY (START WITH 1000) PRIMARY KEY,
    movie_id    uuid REFERENCES movies (id) ON DELETE SET NULL,
    episode_id  bigint REFERENCES episodes (id) ON DELETE SET NULL,
    path        text NOT NULL,
    size_bytes  bigint NOT NULL,
    checksum    bytea,
    quality     video_quality,
    resolution  dimensions,
    frame_rate  real,
    bit_rate    double precision,
    features    bit(8) NOT NULL DEFAULT B'00000000',
    nfo         xml,
    scanned_at  timestamp,
    UNIQUE (path)
);
