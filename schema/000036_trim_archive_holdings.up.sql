ALTER TABLE qar.holdings
    DROP COLUMN library_id,
    DROP COLUMN external_ids,
    DROP COLUMN poster_url,
    DROP COLUMN search_document,
    DROP COLUMN tagline;

ALTER TABLE qar.holdings ADD COLUMN IF NOT EXISTS call_number text;
UPDATE qar.holdings SET call_number = left(id::text, 8) WHERE call_number IS NULL;
ALTER TABLE qar.holdings ALTER COLUMN call_number SET NOT NULL;
ALTER TABLE qar.holdings ADD CONSTRAINT holdings_call_number_key UNIQUE (call_number);
