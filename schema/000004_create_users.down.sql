DROP TABLE IF EXISTS shared.users;
