-- What goes with a column: indexes that read it in any way, and what they say
create table w (p uuid, n text, k int, r int4range);
create index i on w (p, n);
create unique index u on w (k) where p is not null;
create unique index e on w (lower(n || p::text));
alter table w add constraint x exclude (p with =, n with =);
alter table w add constraint c unique (n) include (p);
create index stays on w (n, k);
alter table w alter column k type bigint;
alter table w drop column p;
create index i on w (n);
alter table w add constraint x unique (n);
alter table w add constraint c unique (k);
alter table w drop column n;

-- ... generated columns only with CASCADE
create table g (a int, b int, c int generated always as (b * 2) stored, d int check (d > b));
alter table g drop column b;
alter table g drop column b cascade;

-- ... keys that foreign keys refer to
create table f (a int, b int);
create unique index fa on f (a);
create unique index fb on f (b);
create table ff (a int references f (a));
drop index fa;
drop index fb;
alter table f drop column a;
drop index fa cascade;

-- A function takes along what calls it
create function pos(int) returns bool language sql immutable as 'select $1 > 0';
create table h (a int, b int generated always as (case when pos(a) then 1 end) stored, n int);
alter table h add constraint hc check (pos(a) and n is not null);
create index hi on h (pos(a));
create unique index hj on h (n) where pos(n);
drop function pos(int);
drop function pos(int) cascade;

-- A type, too
create type mood as enum ('a');
create table m (a mood, b int, exclude (a with =, b with =));
create index mi on m (b) where a = 'a';
drop type mood;
drop type mood cascade;
create index mi on m (b);

-- Attributes of a typed table
create type pair as (x int, y int);
create table typed of pair;
create unique index ty on typed (y);
alter type pair drop attribute y;
alter type pair drop attribute y cascade;
create index ty on typed (x);

-- Partitions
create table p (a int, b int, c int) partition by range (a);
create table p1 partition of p for values from (1) to (2);
create index pi on p (b);
create unique index pu on p (a, b);
alter table p drop column b;
create index pi on p (c);
