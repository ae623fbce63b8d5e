-- name: Day :many
SELECT '2024-13-01'::date AS d;

-- name: ElementBeforeBraces :many
SELECT '{{x},{2,3}}'::int[] AS v;

-- name: UnfinishedElement :many
SELECT '{1,x'::int[] AS v;
