DROP TABLE IF EXISTS qar.access_log, qar.grants, qar.holdings, qar.vaults;
DROP TYPE IF EXISTS qar.clearance;
