-- Functions and procedures that change the schema, called with constants
create table t (id int primary key);
create procedure add_columns(tbl text) language plpgsql as $$
begin execute format('alter table %I add column created_at timestamptz not null default now()', tbl); end $$;
call add_columns('t');
create function make() returns void language plpgsql as $$ begin create table made (a int); end $$;
select make();
create function widen() returns void language sql as $$ alter table t add column x int; alter table t add column y int $$;
select widen();
create function named(suffix text, kind text default 'text') returns text language plpgsql as $$
declare
  tbl text := 'named_' || suffix;
begin
  execute 'create table ' || quote_ident(tbl) || ' (a ' || kind || ')';
  tbl := tbl || '_copy';
  execute format('create table %1$I (b %2$s, c text default %3$L)', tbl, kind, 'it''s');
  perform index_of(tbl);
  return tbl;
end $$;
create procedure index_of_all(tbl text, again text) language plpgsql as $$ begin null; end $$;
create function index_of(tbl text) returns void language plpgsql as $$
begin execute 'create index on ' || tbl || ' (b)'; end $$;
select named('one', 'int');
select named(kind => 'bigint', suffix => 'two');
do $$ begin perform named('three', 'date'); call index_of_all('a', 'b'); end $$;
select * from named('four', 'uuid');

-- What fails in them fails at the call
select make();
create function drops() returns int language plpgsql as $$ begin drop table nowhere; return 1; end $$;
select drops();

-- Those that change nothing are of no interest
create function twice(n int) returns int language sql as 'select n * 2';
select twice(21);
create function looks(n int) returns int language plpgsql as $$ begin if n > 1 then return 1; end if; return n; end $$;
select looks(2);

-- What is replaced runs as it is then
create or replace function make() returns void language plpgsql as $$ begin create table made_again (a int); end $$;
select make();
drop function make();
