ALTER TABLE shared.users ADD COLUMN role shared.user_role NOT NULL DEFAULT 'viewer';

UPDATE shared.users SET role = 'admin' WHERE is_admin;

ALTER TABLE shared.users DROP COLUMN is_admin;
