ALTER TABLE shared.users ADD COLUMN is_admin boolean NOT NULL DEFAULT false;
UPDATE shared.users SET is_admin = true WHERE role = 'admin';
ALTER TABLE shared.users DROP COLUMN role;
