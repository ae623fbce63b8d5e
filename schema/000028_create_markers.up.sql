-- Seconds from the start of a file.
CREATE TYPE timecode_range AS RANGE (
    subtype = double precision,
    subtype_diff = float8mi,
    multirange_type_name = timecode_multirange
);

CREATE TYPE marker_kind AS ENUM ('intro', 'recap', 'credits', 'chapter');

CREATE TABLE markers (
    file_id bigint NOT NULL REFERENCES media_files (id) ON DELETE CASCADE,
    kind    marker_kind NOT NULL,
    span    timecode_range NOT NULL,
    label   text,
    colour  "char",
    EXCLUDE USING gist (file_id WITH =, span WITH &&) WHERE (kind <> 'chapter')
);
