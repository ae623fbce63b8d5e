#include <algorithm>
#include <iterator>

#include "random_query.hpp"
#include "random_schema.hpp"

namespace property {

namespace {

class SchemaAlterer {
 public:
  SchemaAlterer(Schema& schema, Random& random, const Execute& execute)
      : schema_(schema), random_(random), execute_(execute) {}

  void alter() {
    if (tables().empty()) return;
    for (int i = 1 + random_.below(3); i > 0; --i) {
      switch (random_.below(10)) {
        case 0:
        case 1:
        case 2: set_nullable(); break;
        case 3: add_open_check(); break;
        case 4: add_key(); break;
        case 5: drop_keys(); break;
        case 6: alter_domain(); break;
        case 7: add_rule(); break;
        default: add_trigger(); break;
      }
    }
  }

 private:
  [[nodiscard]] std::vector<Table> tables() const {
    std::vector<Table> found;
    std::copy_if(schema_.tables.begin(), schema_.tables.end(), std::back_inserter(found),
                 [](const Table& table) { return !table.is_view; });
    return found;
  }

  std::string alter_table(const Table& table) {
    return std::string("ALTER TABLE ") + (random_.chance(40) ? "ONLY " : "") + table.name;
  }

  void set_nullable() {
    const Table table = random_.pick(tables());
    execute_(alter_table(table) + " ALTER COLUMN " + random_.pick(table.columns).name +
             random_.pick({" SET NOT NULL", " DROP NOT NULL", " DROP NOT NULL"}));
  }

  /// Rows that break it are stored while it is away.
  void add_open_check() {
    const Table table = random_.pick(tables());
    const std::string name = "open" + std::to_string(schema_.before_fill.size());
    const std::string add = "ALTER TABLE " + table.name + " ADD CONSTRAINT " + name + " CHECK (" +
                            random_.pick(table.columns).name + " IS NOT NULL) NOT VALID";
    if (!execute_(add)) return;
    if (random_.chance(25)) {
      execute_("ALTER TABLE " + table.name + " VALIDATE CONSTRAINT " + name);
      return;
    }
    schema_.before_fill.push_back("ALTER TABLE " + table.name + " DROP CONSTRAINT " + name);
    schema_.after_fill.push_back(add);
  }

  void add_key() {
    const Table table = random_.pick(tables());
    bool is_kept = false;
    if (table.name == "parted" && random_.chance(50)) {
      execute_("CREATE UNIQUE INDEX only_part ON ONLY parted (id)");
    } else {
      const bool is_deferred = random_.chance(25);
      const bool is_made = execute_(alter_table(table) + random_.pick({" ADD PRIMARY KEY (id)", " ADD UNIQUE (id)"}) +
                                    (is_deferred ? " DEFERRABLE" : ""));
      is_kept = is_made && !is_deferred;
      if (is_deferred) schema_.deferred_breaks.push_back("UPDATE " + table.name + " SET id = 1");
    }
    // What was made, and what was refused: both are looked up.
    for (Table& each : schema_.tables) {
      if (each.name == table.name) each.keys.push_back({{"id"}, "", "", is_kept});
    }
  }

  void drop_keys() {
    const Table table = random_.pick(tables());
    for (Table& each : schema_.tables) {  // views over it, too; which of its keys go is the server's to say
      for (Key& key : each.keys) key.is_kept = false;
    }
    for (const char* suffix : {"_pkey", "_id_key", "_b_key"}) {
      if (random_.chance(50)) execute_("ALTER TABLE " + table.name + " DROP CONSTRAINT " + table.name + suffix);
    }
    for (const char* suffix : {"_a_idx", "_s_idx"}) {
      if (random_.chance(50)) execute_("DROP INDEX " + table.name + suffix);
    }
  }

  void alter_domain() {
    if (random_.chance(30)) {
      execute_("ALTER DOMAIN needed DROP NOT NULL");
      return;
    }
    const std::string add = "ALTER DOMAIN small ADD CONSTRAINT present CHECK (VALUE IS NOT NULL) NOT VALID";
    if (!execute_(add)) return;
    schema_.before_fill.push_back("ALTER DOMAIN small DROP CONSTRAINT present");
    schema_.after_fill.push_back(add);
  }

  void add_trigger() {
    execute_("CREATE FUNCTION kept() RETURNS trigger LANGUAGE plpgsql AS " +
             random_.pick({"$$ BEGIN RETURN NEW; END $$",
                           "$$ BEGIN IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
                           "$$ BEGIN NEW.id := coalesce(NEW.id, 1); RETURN NEW; END $$"}));
    execute_("CREATE FUNCTION dropped() RETURNS trigger LANGUAGE plpgsql AS " +
             random_.pick({"$$ BEGIN RETURN NULL; END $$",
                           "$$ BEGIN IF NEW.id > 1 THEN RETURN NULL; END IF; RETURN NEW; END $$",
                           "$$ BEGIN NEW := NULL; RETURN NEW; END $$", "$$ BEGIN RETURN OLD; END $$"}));
    const Table table = random_.pick(tables());
    const std::string target = table.name == "parted" ? random_.pick({"parted", "parted_1", "parted_2"}) : table.name;
    const std::string name = "trigger" + std::to_string(random_.below(3));
    schema_.has_triggers = true;
    execute_("CREATE TRIGGER " + name + random_.pick({" BEFORE ", " BEFORE ", " AFTER "}) +
             random_.pick({"INSERT", "INSERT OR UPDATE", "UPDATE"}) + " ON " + target +
             random_.pick({" FOR EACH ROW", " FOR EACH ROW", " FOR EACH STATEMENT"}) + " EXECUTE FUNCTION " +
             random_.pick({"kept()", "dropped()"}));
    switch (random_.below(5)) {
      case 0: execute_("ALTER TABLE " + target + " DISABLE TRIGGER " + name); break;
      case 1: execute_("ALTER TABLE " + target + random_.pick({" DISABLE", " ENABLE"}) + " TRIGGER USER"); break;
      case 2: execute_("DROP TRIGGER " + name + " ON " + target); break;
      default: break;
    }
  }

  /// With RETURNING it may stand for a statement that has RETURNING itself; it then returns rows of its own.
  void add_rule() {
    const Table table = random_.pick(tables());
    if (table.name == "parted") return;
    std::vector<std::string> columns;
    for (const TableColumn& column : table.columns) columns.push_back(column.name);
    const std::string log = "log_of_" + table.name;
    if (!execute_("CREATE TABLE " + log + " AS SELECT * FROM " + table.name)) return;
    const std::string source = random_.pick({"", "", " FROM generate_series(1, 2)"});
    std::vector<std::string> values;
    for (const std::string& column : columns) values.push_back("new." + column);
    const std::string rows =
        source.empty() && random_.chance(60) ? "VALUES (" + joined(values) + ")" : "SELECT " + joined(values) + source;
    schema_.has_triggers = true;
    execute_("CREATE RULE way AS ON INSERT TO " + table.name + " DO INSTEAD INSERT INTO " + log + " (" +
             joined(columns) + ") " + rows + " RETURNING " + joined(columns));
  }

  Schema& schema_;
  Random& random_;
  const Execute& execute_;
};

}  // namespace

void alter_schema(Schema& schema, Random& random, const Execute& execute) {
  SchemaAlterer(schema, random, execute).alter();
}

}  // namespace property
