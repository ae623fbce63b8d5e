-- What 18 refuses in other words than the releases before it
create table c (a int);
create table ty1 of c;
create view v as select 1 as a;
create table ty2 of v;
create table kinds (a int);
create table short (a int);
alter table kinds attach partition short for values in (1);
alter table kinds detach partition short;
create type a as (x int);
create function a_cmp(a, a) returns int language sql immutable as 'select 1';
create function a_lt(a, a) returns bool language sql immutable as 'select true';
create function a_one(a) returns int language sql immutable as 'select 1';
create operator <# (leftarg = a, rightarg = a, function = a_lt);
create operator class c0 for type a using btree as operator 1 <#, function 9 a_cmp(a, a);
create operator class c0 for type a using btree as operator 1 <#, function 1 a_lt(a, a);
create operator class c0 for type a using btree as operator 1 <#, function 1 a_one(a);
create operator class c0 for type a using btree as operator 1 <#, function 3 a_one(a);
create operator class c0 for type a using btree as operator 1 <#, function 4 a_one(a);
create operator class h0 for type a using hash as function 1 a_lt(a, a);
create operator class g0 for type a using gist as function 19 a_lt(a, a);

-- A constraint goes from a partitioned table alone
create table parted (a int, c int) partition by list (a);
create table part partition of parted default;
alter table parted alter c set not null;
alter table only parted alter c drop not null;
