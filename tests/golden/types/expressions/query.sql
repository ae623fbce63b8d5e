-- name: Expressions :many
SELECT id / 2 AS halves, score * 1.5 AS scaled, born + 1 AS tomorrow, seen - interval '1 day' AS yesterday, seen - now() AS since, age(born) AS age,
       extract(year FROM born) AS year, date_trunc('month', seen) AS month, mood::text AS mood_text, (home).city, tags || 'x'::text AS more_tags,
       lower(span) AS lower_span, upper(email) AS upper_email, data ->> 'a' AS a, data @> '{}' AS has, '{}'::jsonb || data AS merged,
       to_tsvector('english', 'x') @@ plainto_tsquery('x') AS found, ARRAY[1, 2.5] AS numbers, ROW(1, 'a') AS pair, 9999999999 AS big, 1.5 AS decimal, 'x' AS word, NULL AS nothing
FROM people;

-- name: Parameters :many
SELECT id FROM people WHERE mood = @mood AND email = @email AND tags @> @tags AND born BETWEEN @from_day AND @to_day AND span @> @point::int AND data ->> @key = @value
  AND id = ANY (@ids) AND seen > now() - @age::interval LIMIT @max_rows OFFSET @skip;

-- name: InsertEverything :exec
INSERT INTO people VALUES (@id, @mood, @email, @home, @born, @seen, @score, @tags, @span, @data);
