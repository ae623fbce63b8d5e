#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalog/type.hpp"

// A set of objects of several kinds.

namespace pgscribe::catalog {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
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
    if (!is_logged(oid)) {
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

  void mark() { log_.clear(); }
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
    }
  }

 private:
  // A renamed object is logged once more, so edit() may find its OID logged although its present value is not the one
  // to go back to; that is fine: the log is undone from its end, and the clone belongs to nobody else.
  [[nodiscard]] bool is_logged(Oid oid) const {
    for (const auto& entry : log_) {
      if (entry.first == oid) return true;
    }
    return false;
  }
  void put(Oid oid, std::shared_ptr<T> object, bool log) {
    const auto old = by_oid_.find(oid);
    if (log) log_.emplace_back(oid, old == by_oid_.end() ? nullptr : old->second);
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
};

}  // namespace pgscribe::catalog
