-- The catalogue lives in public, accounts and operations in shared, the restricted archive in qar.
CREATE SCHEMA shared;
CREATE SCHEMA IF NOT EXISTS qar;

COMMENT ON SCHEMA shared IS 'Accounts, sessions, settings, jobs and the activity log.';
COMMENT ON SCHEMA qar IS 'The restricted archive: holdings that need a clearance to be seen.';
