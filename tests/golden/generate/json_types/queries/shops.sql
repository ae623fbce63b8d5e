-- name: GetShop :one
SELECT * FROM shops WHERE id = @id;

-- name: GetSettings :one
SELECT settings FROM shops WHERE id = @id;

-- name: ShopsWithSettings :many
SELECT id FROM shops WHERE settings = ANY(@settings) ORDER BY id;

-- name: ViewedSettings :many
SELECT s.id, s.settings, s.settings ->> 'theme' AS theme FROM shop_settings s WHERE s.settings ->> @key IS NOT NULL ORDER BY s.id;

-- name: AddShop :exec
INSERT INTO shops (id, name, settings, preferences, history) VALUES (@id, @name, @settings, @preferences, @history);

-- name: SetSettings :execrows
UPDATE shops SET settings = @settings WHERE id = @id;

-- name: ChangeShop :execrows
-- @patch
UPDATE shops SET name = @name, settings = @settings, preferences = @preferences WHERE id = @id;

-- name: AddShops :many
-- @bulk
INSERT INTO shops (id, name, settings, preferences) VALUES (@id, @name, @settings, @preferences) RETURNING id, settings, preferences;

-- name: CopyShops :copyfrom
INSERT INTO shops (id, name, settings, preferences, history) VALUES (@id, @name, @settings, @preferences, @history);

-- name: SetPreferences :batchone
UPDATE shops SET preferences = @preferences WHERE id = @id RETURNING preferences;

-- name: ShopAsJson :one
-- @column shop json struct
SELECT to_jsonb(s) AS shop FROM shops s WHERE id = @id;

-- Columns that no override is for.
-- name: Merged :one
-- @column merged json my::Settings
-- @column raw json my::Settings
-- @column changes json my::Change
-- @column changes elements nullable
-- @param patch json my::Settings
SELECT s.settings || @patch AS merged, s.raw, array_append(s.history, NULL) AS changes FROM shops s WHERE s.id = @id;

-- name: SetRaw :exec
-- @param raw json my::Settings
UPDATE shops SET raw = @raw WHERE id = @id;

-- name: Invoices :many
SELECT i.id, i.open_lines, i.paid_lines, sqlc.embed(s) FROM billing.invoices i JOIN shops s ON s.id = i.shop_id ORDER BY i.id;

-- name: AddInvoice :exec
INSERT INTO billing.invoices (id, shop_id, open_lines, paid_lines) VALUES (@id, @shop_id, @open_lines, @paid_lines);
