CREATE TABLE shared.activity_log_2025_03 PARTITION OF shared.activity_log
    FOR VALUES FROM ('2025-03-01 00:00:00+00') TO ('2025-04-01 00:00:00+00');

-- Filled from an archive before it joins, so that attaching only has to check it.
CREATE TABLE shared.activity_log_2024 (LIKE shared.activity_log INCLUDING ALL EXCLUDING IDENTITY);
ALTER TABLE shared.activity_log ATTACH PARTITION shared.activity_log_2024
    FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00');
