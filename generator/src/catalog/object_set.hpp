#pragma once

#include <algorithm>
#include <cassert>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "catalog/index_keys.hpp"
#include "catalog/type.hpp"

// A set of objects of several kinds.

namespace pgscribe::catalog {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// Objects by keys that each has several of.
template <class Key, class Hash = std::hash<Key>>
class ReverseIndex {
 public:
  void replace(Oid oid, const std::vector<Key>& old_keys, const std::vector<Key>& new_keys) {
    for (const Key& key : old_keys) {
      const auto found = objects_.find(key);
      if (found != objects_.end() && found->second.erase(oid) != 0 && found->second.empty()) objects_.erase(found);
    }
    for (const Key& key : new_keys) objects_[key].insert(oid);
  }
  template <class Name>
  [[nodiscard]] const std::set<Oid>& of(const Name& key) const {
    static const std::set<Oid> kNone;
    const auto found = objects_.find(key);
    return found == objects_.end() ? kNone : found->second;
  }

 private:
  std::unordered_map<Key, std::set<Oid>, Hash, std::equal_to<>> objects_;
};

/// User objects of one kind (T has `oid` and `name`) by OID and by name, with an undo log: a statement that fails
/// half-way is rolled back. Copies share the objects; an object is cloned before its first change after a mark.
template <class T>
class ObjectSet {
 public:
  using Map = std::map<Oid, std::shared_ptr<T>>;

  [[nodiscard]] const T* find(Oid oid) const {
    const auto found = by_oid_.find(oid);
    return found == by_oid_.end() ? nullptr : found->second.get();
  }
  /// In order of creation.
  [[nodiscard]] const std::vector<Oid>& named(std::string_view name) const {
    static const std::vector<Oid> kNone;
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? kNone : found->second;
  }
  /// In order of creation: all that mention the object (IndexKeys), and perhaps some more that were changed since
  /// settle().
  [[nodiscard]] std::vector<Oid> mentioning(Oid oid, MentionedBy by = MentionedBy::any) const {
    return with_unsettled(by_mention_.of(Mention{oid, by}));
  }
  /// The same for what has a constraint of that name.
  [[nodiscard]] std::vector<Oid> with_part(std::string_view name) const { return with_unsettled(by_part_.of(name)); }
  [[nodiscard]] typename Map::const_iterator begin() const { return by_oid_.begin(); }
  [[nodiscard]] typename Map::const_iterator end() const { return by_oid_.end(); }

  T& insert(T object) {
    const Oid oid = object.oid;
    put(oid, std::make_shared<T>(std::move(object)), true);
    return *by_oid_.find(oid)->second;
  }
  /// The object must exist; its name is changed by rename() only.
  [[nodiscard]] T& edit(Oid oid) {
    std::shared_ptr<T>& object = by_oid_.at(oid);
    unsettled_.insert(oid);
    if (logged_.insert(oid).second) {
      log_.emplace_back(oid, object);
      object = std::make_shared<T>(*object);
    }
    return *object;
  }
  void rename(Oid oid, std::string name) {
    auto renamed = std::make_shared<T>(*by_oid_.at(oid));
    renamed->name = std::move(name);
    put(oid, std::move(renamed), true);
  }
  void erase(Oid oid) { put(oid, nullptr, true); }

  /// To be called by a statement that changes many objects, in between: a look-up need not look at each of them then.
  /// What edit() gave for these objects before must not be changed any more.
  void settle() {
    for (const Oid oid : unsettled_) index(oid);
    unsettled_.clear();
  }

  void mark() {
    settle();
    assert(std::all_of(logged_.begin(), logged_.end(), [&](Oid oid) { return is_indexed(oid); }));
    log_.clear();
    logged_.clear();
  }
  /// What was made, changed or erased since the mark, some of it several times.
  [[nodiscard]] std::vector<Oid> changed() const {
    std::vector<Oid> oids;
    for (const auto& entry : log_) oids.push_back(entry.first);
    return oids;
  }
  void roll_back() {
    while (!log_.empty()) {
      auto [oid, object] = std::move(log_.back());
      log_.pop_back();
      put(oid, std::move(object), false);
      unsettled_.insert(oid);
    }
    logged_.clear();
    settle();
  }

 private:
  // What was changed since settle() is not indexed yet: whoever got it from edit() may be changing it still.
  [[nodiscard]] std::vector<Oid> with_unsettled(const std::set<Oid>& indexed) const {
    std::vector<Oid> oids(indexed.begin(), indexed.end());
    if (unsettled_.empty()) return oids;
    oids.insert(oids.end(), unsettled_.begin(), unsettled_.end());
    std::sort(oids.begin(), oids.end());
    oids.erase(std::unique(oids.begin(), oids.end()), oids.end());
    std::erase_if(oids, [&](Oid oid) { return find(oid) == nullptr; });
    return oids;
  }
  [[nodiscard]] IndexKeys keys_of(Oid oid) const {
    const T* object = find(oid);
    return object == nullptr ? IndexKeys{} : index_keys(*object);
  }
  [[nodiscard]] bool is_indexed(Oid oid) const {
    const auto known = keys_.find(oid);
    return keys_of(oid) == (known == keys_.end() ? IndexKeys{} : known->second);
  }
  void index(Oid oid) {
    IndexKeys keys = keys_of(oid);
    IndexKeys& known = keys_[oid];
    by_mention_.replace(oid, known.mentions, keys.mentions);
    by_part_.replace(oid, known.parts, keys.parts);
    if (keys.mentions.empty() && keys.parts.empty()) {
      keys_.erase(oid);
    } else {
      known = std::move(keys);
    }
  }
  // A renamed object is logged once more, so edit() may find its OID logged although its present value is not the one
  // to go back to; that is fine: the log is undone from its end, and the clone belongs to nobody else.
  void put(Oid oid, std::shared_ptr<T> object, bool log) {
    const auto old = by_oid_.find(oid);
    if (log) {
      log_.emplace_back(oid, old == by_oid_.end() ? nullptr : old->second);
      logged_.insert(oid);
      unsettled_.insert(oid);
    }
    if (old != by_oid_.end()) {
      forget_name(old->second->name, oid);
      if (!object) by_oid_.erase(old);
    }
    if (!object) return;
    add_name(object->name, oid);
    by_oid_[oid] = std::move(object);
  }
  void forget_name(const std::string& name, Oid oid) {
    const auto found = by_name_.find(name);
    std::erase(found->second, oid);
    if (found->second.empty()) by_name_.erase(found);
  }
  void add_name(const std::string& name, Oid oid) {
    std::vector<Oid>& oids = by_name_[name];
    auto place = oids.end();
    while (place != oids.begin() && *(place - 1) > oid) --place;
    oids.insert(place, oid);
  }

  Map by_oid_;
  std::unordered_map<std::string, std::vector<Oid>, StringHash, std::equal_to<>> by_name_;
  std::vector<std::pair<Oid, std::shared_ptr<T>>> log_;
  std::unordered_set<Oid> logged_;     ///< the OIDs in it
  std::unordered_set<Oid> unsettled_;  ///< what was changed since settle()
  std::unordered_map<Oid, IndexKeys> keys_;
  ReverseIndex<Mention, MentionHash> by_mention_;
  ReverseIndex<std::string, StringHash> by_part_;
};

}  // namespace pgscribe::catalog
