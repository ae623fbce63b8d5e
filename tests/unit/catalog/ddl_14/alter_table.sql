-- Actions on relations of other kinds, in 14's words
create table t (a int);
create view v as select 1 as a;
create sequence s;
create materialized view m as select 1 as a;
create index ti on t (a);
alter table v add column z int;
alter table v drop column a;
alter table v alter column a type text;
alter table v alter column a set not null;
alter table v alter column a drop not null;
alter table v add constraint x check (a > 0);
alter table v drop constraint x;
alter table v attach partition t for values in (1);
alter table v detach partition t;
alter table v inherit t;
alter table v no inherit t;
alter table v cluster on x;
alter table v set without cluster;
alter table s add column z int;
alter table m add constraint x check (a > 0);
alter table ti add column z int;

-- Partitioned tables are not clustered
create table p (a int) partition by list (a);
create index pi on p (a);
cluster p;
cluster p using pi;

-- The scale is within the precision
create table n (a numeric(5, -2));
create table n (a numeric(2, 4));
create table precise (a numeric(4, 4), b numeric(2));

-- Generated columns go with the columns that they read
create table g (a int, b int, c int generated always as (b * 2) stored, d int check (d > b));
alter table g drop column b;
