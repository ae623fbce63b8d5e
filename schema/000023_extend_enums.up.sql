ALTER TYPE media_kind ADD VALUE 'music' AFTER 'series';
ALTER TYPE video_quality ADD VALUE IF NOT EXISTS 'full_hd' BEFORE 'uhd';
ALTER TYPE credit_role ADD VALUE 'producer';
ALTER TYPE review_state RENAME VALUE 'hidden' TO 'withdrawn';
