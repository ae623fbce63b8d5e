do $$
declare
  t text;
  names text[] := array['first', 'Second one'];
begin
  foreach t in array names loop
    execute format('create table %I (a int)', t);
  end loop;
  foreach t in array '{third}'::text[] loop
    execute 'create table ' || t || ' (a int)';
  end loop;
  for i in 1..3 loop
    execute format('create table part_%s (a int)', i);
  end loop;
  for i in reverse 6..1 by 3 loop
    execute format('create table back_%s (a int)', i);
  end loop;
  for t in select unnest(array['x', 'y']) loop
    execute 'create table ' || t || ' (a int)';
  end loop;
  for t in values ('v'), ('w') loop
    execute 'create table ' || t || ' (a int)';
  end loop;
  for i in 5..4 loop
    create table never (a int);
  end loop;
end $$;
create table first (a int);
create table part_3 (a int);
create table back_3 (a int);
create table y (a int);
create table w (a int);
create function make(names text[]) returns void language plpgsql as $$
declare n text;
begin
  foreach n in array names loop
    execute format('create table %I (like first)', n);
  end loop;
end $$;
select make(array['made', 'too']);
create table too (a int);
