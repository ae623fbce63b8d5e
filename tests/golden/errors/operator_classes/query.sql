-- name: Newest :many
SELECT id FROM release ORDER BY v;
-- name: NewestByOperator :many
SELECT id FROM release ORDER BY v USING >>;
-- name: NotAnOrder :many
SELECT id FROM release ORDER BY v USING ==;
-- name: NotInAFamily :many
SELECT id FROM release ORDER BY v USING ~~~;
-- name: Versions :many
SELECT DISTINCT v FROM release;
-- name: ByVersion :many
SELECT v, count(*) FROM release GROUP BY v;
-- name: Labels :many
SELECT DISTINCT l FROM release;
-- name: LabelsInOrder :many
SELECT id FROM release ORDER BY l;
-- name: Plain :many
SELECT DISTINCT p FROM release;
-- name: PlainInOrder :many
SELECT id FROM release ORDER BY p;
-- name: Pairs :many
SELECT a.id FROM release a JOIN release b ON (a.v, a.v) << (b.v, b.v);
-- name: SamePairs :many
SELECT a.id FROM release a JOIN release b ON (a.v, a.v) == (b.v, b.v);
-- name: OtherPairs :many
SELECT a.id FROM release a JOIN release b ON (a.v, a.v) !== (b.v, b.v);
-- name: PairsWithoutMeaning :many
SELECT a.id FROM release a JOIN release b ON (a.v, a.v) ~~~ (b.v, b.v);
-- name: LabelPairs :many
SELECT a.id FROM release a JOIN release b ON (a.l, a.l) == (b.l, b.l);
