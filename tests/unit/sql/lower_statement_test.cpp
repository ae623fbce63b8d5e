#include "lowering_rows.hpp"

namespace pgscribe::sql {

TEST_CASE("schemas") {
  static constexpr Row kRows[] = {
      {R"sql(CREATE SCHEMA IF NOT EXISTS s)sql", R"sql(CreateSchema{name='s' if_not_exists})sql"},
      {R"sql(CREATE SCHEMA AUTHORIZATION joe CREATE TABLE b (c int) CREATE VIEW v AS SELECT 1 GRANT SELECT ON v TO joe)sql",
       R"sql(CreateSchema{name='joe' elements=[CreateTable{relation=Relation{name=b} elements=[Column{name=c type=pg_catalog.int4}]}, CreateView{relation=Relation{name=v} query=Select{targets=[Target{value=1}]}}, Utility{tag='GrantStmt' relations=[Relation{name=v}]}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("settings") {
  static constexpr Row kRows[] = {
      {R"sql(SET search_path TO a, "B", 'c'; SET LOCAL x.y = 1; SET SESSION x TO DEFAULT; RESET x; RESET ALL; SET x TO -1, 1.5, on)sql",
       R"sql(SetVariable{name='search_path' values=['a', 'B', 'c']}
SetVariable{name='x.y' values=['1'] is_local}
SetVariable{name='x' is_default}
SetVariable{name='x' is_reset}
SetVariable{is_reset}
SetVariable{name='x' values=['-1', '1.5', 'on']})sql"},
      {R"sql(SET TIME ZONE INTERVAL '1' HOUR; SET SCHEMA 'q'; SET x FROM CURRENT; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY; SET NAMES 'utf8'; SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY)sql",
       R"sql(SetVariable{name='timezone' values=['1']}
SetVariable{name='search_path' values=['q']}
SetVariable{name='x'}
SetVariable{name='TRANSACTION' values=['serializable', '1']}
SetVariable{name='client_encoding' values=['utf8']}
SetVariable{name='SESSION CHARACTERISTICS' values=['1']})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("blocks, triggers, rules, calls, sequences") {
  static constexpr Row kRows[] = {
      {R"sql(DO $$ begin end $$; DO LANGUAGE sql 'x'; CREATE SEQUENCE IF NOT EXISTS s.q INCREMENT 2)sql",
       R"sql(Do{language='plpgsql' body=' begin end '}
Do{language='sql' body='x'}
CreateSequence{relation=Relation{name=s.q} if_not_exists})sql"},
      {R"sql(CREATE TRIGGER x BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION f(); CREATE TRIGGER y AFTER UPDATE OF a, b ON t WHEN (NEW.a > 1) EXECUTE FUNCTION f(); CREATE RULE r AS ON INSERT TO s.t WHERE NEW.a > 1 DO ALSO (SELECT 1; SELECT 2); CREATE POLICY p ON t USING (a > 1) WITH CHECK (a > 2); ALTER POLICY p ON t USING (a > 3); CALL s.p(1, $1, x => 2))sql",
       R"sql(CreateTrigger{name='x' relation=Relation{name=s.t} before for_each_row insert function=f}
CreateTrigger{name='y' relation=Relation{name=t} update columns=[a, b] when=OperatorCall{op=> left=new.a right=1} function=f}
CreateRule{name='r' relation=Relation{name=s.t} insert condition=OperatorCall{op=> left=new.a right=1} actions=[Select{targets=[Target{value=1}]}, Select{targets=[Target{value=2}]}]}
SetPolicy{name='p' relation=Relation{name=t} visible=OperatorCall{op=> left=a right=1} check=OperatorCall{op=> left=a right=2}}
SetPolicy{name='p' relation=Relation{name=t} visible=OperatorCall{op=> left=a right=3} is_alter}
Call{call=FunctionCall{name=s.p args=[1, $1, NamedArgument{name=x value=2}]}})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("statements in statements") {
  static constexpr Row kRows[] = {
      {R"sql(EXPLAIN (ANALYZE, FORMAT JSON) SELECT 1; EXPLAIN ANALYZE INSERT INTO t VALUES (1); PREPARE p (int, s.t) AS SELECT $1; DECLARE c CURSOR FOR SELECT 1; COPY (SELECT 1) TO STDOUT; COPY s.t (a) FROM STDIN; EXPLAIN CREATE TABLE t AS SELECT 1)sql",
       R"sql(Wrapped{explain;format='json' statement=Select{targets=[Target{value=1}]}}
Wrapped{explain;statement=Insert{relation=Relation{name=t} source=Select{values=[[1]]}}}
Wrapped{prepare;name='p' argument_types=[pg_catalog.int4, s.t] statement=Select{targets=[Target{value=$1}]}}
Wrapped{declare_cursor;name='c' statement=Select{targets=[Target{value=1}]}}
Wrapped{copy;statement=Select{targets=[Target{value=1}]}}
Wrapped{copy;}
Wrapped{explain;statement=CreateTableAs{into=Into{relation=Relation{name=t}} query=Select{targets=[Target{value=1}]}}})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("operator classes and families, clustering") {
  static constexpr Row kRows[] = {
      {R"sql(CREATE OPERATOR CLASS s.c DEFAULT FOR TYPE a USING gist FAMILY f AS OPERATOR 1 <#, OPERATOR 3 < (a, b) FOR ORDER BY s.fam, FUNCTION 1 (a, b) f(a, a))sql",
       R"sql(CreateOperatorClass{name=s.c default type=a method=gist family=f items=[Item{operator 1;object=Object{operator;name=<#}}, Item{operator 3;object=Object{operator;name=< args=[a, b]} sort_family=s.fam}, Item{function 1;object=Object{function;name=f args=[a, a]} types=[a, b]}]})sql"},
      {R"sql(ALTER OPERATOR FAMILY s.f USING btree ADD OPERATOR 1 < (a, a); ALTER OPERATOR FAMILY f USING hash DROP OPERATOR 1 (a, a), FUNCTION 2 (a))sql",
       R"sql(AlterOperatorFamily{name=s.f method=btree items=[Item{operator 1;object=Object{operator;name=< args=[a, a]}}]}
AlterOperatorFamily{name=f method=hash drop items=[Item{operator 1;types=[a, a]}, Item{function 2;types=[a]}]})sql"},
      {R"sql(CLUSTER s.t USING i; CLUSTER; ALTER TABLE t CLUSTER ON i; ALTER TABLE t SET WITHOUT CLUSTER)sql",
       R"sql(Cluster{relation=Relation{name=s.t} index=i}
Cluster{}
AlterTable{table;relation=Relation{name=t} actions=[Action{cluster_on;name=i}]}
AlterTable{table;relation=Relation{name=t} actions=[Action{drop_cluster;}]})sql"},
  };
  check_trees(kRows);
}

TEST_CASE("statements that change nothing that is tracked") {
  static constexpr Row kRows[] = {
      {R"sql(GRANT SELECT ON s.t, u TO joe; REVOKE ALL ON SCHEMA s FROM joe; VACUUM a, b; LOCK TABLE a; TRUNCATE a; REFRESH MATERIALIZED VIEW m; ALTER SEQUENCE s OWNED BY t.c; REINDEX TABLE x; CLUSTER t; SECURITY LABEL ON TABLE t IS 'x')sql",
       R"sql(Utility{tag='GrantStmt' relations=[Relation{name=s.t}, Relation{name=u}]}
Utility{tag='GrantStmt'}
Utility{tag='VacuumStmt' relations=[Relation{name=a}, Relation{name=b}]}
Utility{tag='LockStmt' relations=[Relation{name=a}]}
Utility{tag='TruncateStmt' relations=[Relation{name=a}]}
Utility{tag='RefreshMatViewStmt' relations=[Relation{name=m}]}
AlterSequence{relation=Relation{name=s} owned_by=t.c}
Utility{tag='ReindexStmt' relations=[Relation{name=x}]}
Cluster{relation=Relation{name=t}}
Utility{tag='SecLabelStmt'})sql"},
      {R"sql(BEGIN; COMMIT; SAVEPOINT a; LISTEN x; NOTIFY x; UNLISTEN x; CHECKPOINT; DISCARD ALL; CREATE ROLE joe; ALTER ROLE joe LOGIN; DROP ROLE joe; GRANT a TO b; CREATE DATABASE d; DROP DATABASE d; ALTER DATABASE d SET x = 1; SHOW x; LOAD 'x'; EXECUTE p(1); DEALLOCATE p; FETCH c; CLOSE c; SET CONSTRAINTS ALL DEFERRED)sql",
       R"sql(Utility{tag='TransactionStmt'}
Utility{tag='TransactionStmt'}
Utility{tag='TransactionStmt'}
Utility{tag='ListenStmt'}
Utility{tag='NotifyStmt'}
Utility{tag='UnlistenStmt'}
Utility{tag='CheckPointStmt'}
Utility{tag='DiscardStmt'}
Utility{tag='CreateRoleStmt'}
Utility{tag='AlterRoleStmt'}
Utility{tag='DropRoleStmt'}
Utility{tag='GrantRoleStmt'}
Utility{tag='CreatedbStmt'}
Utility{tag='DropdbStmt'}
Utility{tag='AlterDatabaseSetStmt'}
Utility{tag='VariableShowStmt' name='x'}
Utility{tag='LoadStmt'}
Utility{tag='ExecuteStmt'}
Utility{tag='DeallocateStmt'}
Utility{tag='FetchStmt'}
Utility{tag='ClosePortalStmt'}
Utility{tag='ConstraintsSetStmt'})sql"},
      {R"sql(CREATE STATISTICS s ON a, b FROM t; CREATE PUBLICATION p FOR ALL TABLES; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO joe; CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f(); CREATE OPERATOR CLASS c FOR TYPE int USING btree AS STORAGE int; CREATE OPERATOR FAMILY f USING btree; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE FOREIGN DATA WRAPPER w; CREATE USER MAPPING FOR joe SERVER s; ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b; ALTER TABLE t OWNER TO joe; ALTER TYPE t OWNER TO joe; ALTER TYPE t SET (SEND = f); ALTER OPERATOR + (int, int) SET (RESTRICT = f); CREATE CONVERSION c FOR 'a' TO 'b' FROM f; CREATE LANGUAGE l; CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION f(internal)); CREATE ACCESS METHOD m TYPE INDEX HANDLER h; IMPORT FOREIGN SCHEMA a FROM SERVER s INTO b; CREATE TABLESPACE t LOCATION '/x'; REASSIGN OWNED BY a TO b; DROP OWNED BY a)sql",
       R"sql(Utility{tag='CreateStatsStmt' relations=[Relation{name=t}]}
Utility{tag='CreatePublicationStmt'}
Utility{tag='AlterDefaultPrivilegesStmt'}
Utility{tag='CreateEventTrigStmt'}
CreateOperatorClass{name=c type=pg_catalog.int4 method=btree items=[Item{storage 0;storage=pg_catalog.int4}]}
CreateOperatorFamily{name=f method=btree}
Utility{tag='CreateForeignServerStmt'}
Utility{tag='CreateFdwStmt'}
Utility{tag='CreateUserMappingStmt'}
Utility{tag='AlterTableMoveAllStmt'}
AlterTable{table;relation=Relation{name=t} actions=[Action{other;}]}
Utility{tag='AlterOwnerStmt'}
Utility{tag='AlterTypeStmt'}
Utility{tag='AlterOperatorStmt'}
Utility{tag='CreateConversionStmt'}
CreateExtension{name=l}
Utility{tag='CreateTransformStmt'}
CreateAccessMethod{name=m}
Utility{tag='ImportForeignSchemaStmt'}
Utility{tag='CreateTableSpaceStmt'}
Utility{tag='ReassignOwnedStmt'}
Utility{tag='DropOwnedStmt'})sql"},
  };
  check_trees(kRows);
}

}  // namespace pgscribe::sql
