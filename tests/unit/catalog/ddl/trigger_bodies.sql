create table tenants (id int, name text, note text default 'n');
create function make_tenant() returns trigger language plpgsql as $$
begin
  execute format('create table %I (id int)', 'tenant_' || new.name);
  execute format('create table %I (id int)', tg_table_name || '_' || tg_op || '_' || new.id);
  return new;
end $$;
create trigger make after insert on tenants for each row execute function make_tenant();
insert into tenants (id, name) values (1, 'a'), (2, 'b');
create table tenant_b (id int);
create table "tenants_INSERT_1" (id int);
insert into tenants (id, name) values (3, 'a');
alter table tenants disable trigger make;
insert into tenants values (4, 'd');
create table tenant_d (id int);
alter table tenants enable trigger make;
create function make_once() returns trigger language plpgsql as $$
begin
  create table if not exists once (id int);
  return null;
end $$;
create table log (id int);
create trigger once after update or delete on log for each statement execute function make_once();
insert into log values (1);
drop table once;
update log set id = 2;
drop table once;
delete from log;
drop table once;
create function audit() returns trigger language plpgsql as $$
begin
  execute 'insert into log select ' || new.a;
  return new;
end $$;
create table seeded (a int);
create trigger audit after insert on seeded for each row execute function audit();
insert into seeded select 1;
