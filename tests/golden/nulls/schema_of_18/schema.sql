CREATE TABLE line (
  id integer,
  price integer NOT NULL,
  rebate integer,
  total integer GENERATED ALWAYS AS (price - rebate),
  double_price integer GENERATED ALWAYS AS (price * 2) VIRTUAL NOT NULL,
  stored integer GENERATED ALWAYS AS (price + 1) STORED,
  note text,
  remark text,
  CONSTRAINT line_id_known NOT NULL id,
  CONSTRAINT line_rebate_given CHECK (rebate IS NOT NULL) NOT ENFORCED
);
ALTER TABLE line ADD CONSTRAINT line_note_known NOT NULL note NOT VALID;
ALTER TABLE line ADD CONSTRAINT line_remark_known NOT NULL remark NOT VALID;
ALTER TABLE line VALIDATE CONSTRAINT line_remark_known;
CREATE TABLE base (a integer CONSTRAINT base_a_known NOT NULL NO INHERIT, b integer NOT NULL);
CREATE TABLE heir () INHERITS (base);
CREATE TABLE dropped (a integer CONSTRAINT dropped_a_known NOT NULL);
ALTER TABLE dropped DROP CONSTRAINT dropped_a_known;
CREATE TABLE parent (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE child (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parent NOT ENFORCED, other_id integer NOT NULL REFERENCES parent);
