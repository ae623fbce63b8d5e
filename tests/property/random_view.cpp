#include <algorithm>

#include "random_query.hpp"
#include "random_schema.hpp"

namespace property {

namespace {

/// One view of a table's or a view's columns under their names.
class ViewWriter {
 public:
  ViewWriter(Schema& schema, Random& random, const Execute& execute)
      : schema_(schema), random_(random), execute_(execute), base_(random.pick(schema.tables)) {}

  void write(const std::string& name) {
    view_ = {name, {}, {}, true, base_.is_writable};
    add_columns();
    if (names_.empty()) return;
    std::string query = "SELECT " + joined(names_) + " FROM " + base_.name;
    if (random_.chance(30)) query += join();
    if (random_.chance(40)) query += where();
    shape(query);
    if (view_.is_writable && random_.chance(35))
      query += random_.pick({" WITH CHECK OPTION", " WITH LOCAL CHECK OPTION", " WITH CASCADED CHECK OPTION"});
    if (!execute_("CREATE VIEW " + view_.name + " AS " + query)) return;
    if (random_.chance(25)) replace_writes();
    schema_.tables.push_back(view_);
  }

 private:
  void add_columns() {
    for (const TableColumn& column : base_.columns) {
      if (column.name == "w" || (column.name != "id" && random_.chance(8))) continue;
      names_.push_back(base_.name + "." + column.name);
      view_.columns.push_back(column);
    }
    for (const Key& key : base_.keys) {
      const bool is_shown = std::all_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) {
        return std::any_of(view_.columns.begin(), view_.columns.end(),
                           [&](const TableColumn& column) { return column.name == name; });
      });
      if (is_shown && key.expression.empty() && key.predicate.empty()) view_.keys.push_back(key);
    }
    if (!view_.columns.empty() && random_.chance(25)) {
      names_.push_back(random_.pick({"1", "NULL::integer"}) + " AS e");
      view_.columns.push_back({"e", Type::integer, false});
    }
  }

  std::string join() {
    const Table& other = random_.pick(schema_.tables);
    if (other.name == base_.name || other.columns.empty()) return "";
    view_.is_writable = false;
    const std::string kind = random_.pick({" LEFT JOIN ", " JOIN ", " CROSS JOIN "});
    const std::string text = kind + other.name;
    if (kind == " CROSS JOIN ") return text;
    return text + " ON " + other.name + "." + random_.pick(other.columns).name + "::text = " + base_.name + "." +
           random_.pick(base_.columns).name + "::text";
  }

  std::string where() {
    const std::string column = base_.name + "." + random_.pick(base_.columns).name;
    return " WHERE " + column + random_.pick({" IS NOT NULL", " IS NOT NULL", " IS NULL", "::text > '0'"});
  }

  void shape(std::string& query) {
    const int kind = random_.below(12);
    if (kind == 0) query = "SELECT DISTINCT" + query.substr(6);
    if (kind == 1) query += " GROUP BY " + joined(names_);
    if (kind == 2) query += " LIMIT 1";
    view_.is_writable = view_.is_writable && kind > 2;
  }

  /// What such a trigger returns is what RETURNING sees, whatever the table behind promises.
  void replace_writes() {
    schema_.has_triggers = true;
    const std::string function = "instead_" + view_.name;
    const std::string forget = "NEW." + view_.columns.front().name + " := NULL; RETURN NEW;";
    const std::string body = random_.pick(
        {"IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;", "RETURN NULL;", "RETURN NEW;", forget.c_str()});
    if (!execute_("CREATE FUNCTION " + function + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body +
                  " END $$"))
      return;
    if (execute_("CREATE TRIGGER way INSTEAD OF " +
                 random_.pick({"INSERT", "INSERT OR UPDATE", "INSERT OR UPDATE OR DELETE", "UPDATE OR DELETE"}) +
                 " ON " + view_.name + " FOR EACH ROW EXECUTE FUNCTION " + function + "()"))
      view_.is_writable = true;
  }

  Schema& schema_;
  Random& random_;
  const Execute& execute_;
  const Table base_;
  Table view_;
  std::vector<std::string> names_;
};

}  // namespace

void add_simple_views(Schema& schema, Random& random, const Execute& execute) {
  for (int i = random.below(4); i > 0; --i) ViewWriter(schema, random, execute).write("w" + std::to_string(i));
}

}  // namespace property
