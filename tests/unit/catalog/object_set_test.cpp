#include "catalog/object_set.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "catalog/builtins.hpp"
#include "catalog/relation.hpp"

using namespace pgscribe::catalog;

namespace {

constexpr Oid kTable = kFirstUserOid;
constexpr Oid kOther = kFirstUserOid + 1;
constexpr Oid kPart = kFirstUserOid + 2;
constexpr Oid kIndex = kFirstUserOid + 3;
constexpr Oid kView = kFirstUserOid + 4;

Relation relation(Oid oid, RelationKind kind, const std::string& name) {
  Relation made(kind);
  made.oid = oid;
  made.name = name;
  return made;
}

Relation index_of(Oid table, Oid oid, const std::string& name) {
  Relation made = relation(oid, RelationKind::index, name);
  std::get<IndexDefinition>(made.definition).table = table;
  return made;
}

Relation view_of(Oid table, Oid oid, const std::string& name) {
  Relation made = relation(oid, RelationKind::view, name);
  std::get<ViewDefinition>(made.definition).uses.relations = {table};
  return made;
}

/// Two tables, and a partition, an index and a view of the first.
ObjectSet<Relation> relations() {
  ObjectSet<Relation> made;
  made.insert(relation(kTable, RelationKind::partitioned_table, "t"));
  made.insert(relation(kOther, RelationKind::table, "other"));
  made.insert(relation(kPart, RelationKind::table, "part")).parents = {kTable};
  made.insert(index_of(kTable, kIndex, "t_idx"));
  made.insert(view_of(kTable, kView, "v"));
  made.mark();
  return made;
}

using Oids = std::vector<Oid>;

}  // namespace

TEST_CASE("objects are found by what they mention, and by as what they do") {
  const ObjectSet<Relation> set = relations();
  CHECK(set.mentioning(kTable) == Oids{kPart, kIndex, kView});
  CHECK(set.mentioning(kTable, MentionedBy::child) == Oids{kPart});
  CHECK(set.mentioning(kTable, MentionedBy::index) == Oids{kIndex});
  CHECK(set.mentioning(kTable, MentionedBy::view) == Oids{kView});
  CHECK(set.mentioning(kOther).empty());
}

TEST_CASE("what is being changed may be found, what is settled only where it belongs") {
  ObjectSet<Relation> set = relations();
  Relation& part = set.edit(kPart);
  part.parents = {kOther};
  CHECK(set.mentioning(kOther, MentionedBy::child) == Oids{kPart});
  CHECK(set.mentioning(kTable, MentionedBy::view) == Oids{kPart, kView});
  set.settle();
  CHECK(set.mentioning(kOther, MentionedBy::child) == Oids{kPart});
  CHECK(set.mentioning(kTable, MentionedBy::child).empty());
  CHECK(set.mentioning(kTable, MentionedBy::view) == Oids{kView});
}

TEST_CASE("an object that was settled can be changed again in the same statement") {
  ObjectSet<Relation> set = relations();
  set.edit(kPart).parents = {kOther};
  set.settle();
  set.edit(kPart).parents = {kTable};
  CHECK(set.mentioning(kTable, MentionedBy::child) == Oids{kPart});
  set.mark();
  CHECK(set.mentioning(kOther, MentionedBy::child).empty());
}

TEST_CASE("a statement that is rolled back leaves what is found as it was, settled or not") {
  for (const bool settles : {false, true}) {
    CAPTURE(settles);
    ObjectSet<Relation> set = relations();
    set.edit(kPart).parents = {kOther};
    set.erase(kIndex);
    set.insert(view_of(kTable, kView + 1, "w"));
    if (settles) set.settle();
    set.roll_back();
    CHECK(set.mentioning(kTable) == Oids{kPart, kIndex, kView});
    CHECK(set.mentioning(kTable, MentionedBy::view) == Oids{kView});
    CHECK(set.mentioning(kOther).empty());
    set.mark();
    CHECK(set.mentioning(kTable) == Oids{kPart, kIndex, kView});
  }
}
