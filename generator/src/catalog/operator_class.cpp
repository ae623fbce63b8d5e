#include "catalog/operator_class.hpp"

#include <algorithm>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/data.hpp"

namespace pgscribe::catalog {

const OperatorClass* Catalog::operator_class(Oid oid) const {
  return is_builtin(oid) ? data_->builtins().operator_classes.find(oid) : data_->operator_classes.find(oid);
}

const OperatorFamily* Catalog::operator_family(Oid oid) const {
  return is_builtin(oid) ? data_->builtins().operator_families.find(oid) : data_->operator_families.find(oid);
}

bool Catalog::has_unknown_extension() const { return data_->names.has_unknown_extension; }

const AccessMethod* Catalog::find_access_method(std::string_view name) const {
  for (const AccessMethod& method : data_->builtins().access_methods) {
    if (method.name == name) return &method;
  }
  const std::vector<Oid>& own = data_->access_methods.named(name);
  return own.empty() ? nullptr : data_->access_methods.find(own.front());
}

namespace {

/// The first along the path; pg_temp is never searched.
template <class T>
const T* find_of_method(const ObjectTable<T>& builtin, const ObjectSet<T>& user, const std::vector<std::string>& path,
                        std::string_view schema, std::string_view name, std::string_view method) {
  std::vector<const T*> all(builtin.named(name).begin(), builtin.named(name).end());
  for (const Oid oid : user.named(name)) all.push_back(user.find(oid));
  std::erase_if(all, [&](const T* object) { return object->method != method; });
  const auto find_in = [&](std::string_view candidate) -> const T* {
    const auto found = std::find_if(all.begin(), all.end(), [&](const T* o) { return o->schema == candidate; });
    return found == all.end() ? nullptr : *found;
  };
  if (!schema.empty()) return find_in(schema);
  for (const std::string& candidate : path) {
    const T* found = candidate == "pg_temp" ? nullptr : find_in(candidate);
    if (found != nullptr) return found;
  }
  return nullptr;
}

}  // namespace

const OperatorClass* Catalog::find_operator_class(std::string_view schema, std::string_view name,
                                                  std::string_view method) const {
  return find_of_method(data_->builtins().operator_classes, data_->operator_classes, data_->names.path, schema, name,
                        method);
}

const OperatorFamily* Catalog::find_operator_family(std::string_view schema, std::string_view name,
                                                    std::string_view method) const {
  return find_of_method(data_->builtins().operator_families, data_->operator_families, data_->names.path, schema, name,
                        method);
}

const OperatorClass* Catalog::default_operator_class(Oid type, std::string_view method) const {
  type = base_type(type);
  const Type* source = this->type(type);
  std::vector<const OperatorClass*> preferred;
  std::vector<const OperatorClass*> compatible;
  const OperatorClass* exact = nullptr;
  const auto consider = [&](const OperatorClass& candidate) {
    if (exact != nullptr || !candidate.is_default || candidate.method != method) return;
    const Type* input = this->type(candidate.input);
    if (candidate.input == type) {
      exact = &candidate;
    } else if (source != nullptr && input != nullptr && is_binary_coercible(type, candidate.input)) {
      const bool is_preferred = input->preferred && input->category == source->category;
      (is_preferred ? preferred : compatible).push_back(&candidate);
    }
  };
  for (const OperatorClass& candidate : data_->builtins().operator_classes.all()) consider(candidate);
  for (const auto& entry : data_->operator_classes) consider(*entry.second);
  if (exact != nullptr) return exact;
  if (preferred.size() == 1) return preferred.front();
  return compatible.size() == 1 ? compatible.front() : nullptr;
}

BtreeStrategies Catalog::btree_strategies(const Operator& op) const {
  BtreeStrategies strategies = op.btree;
  for (const auto& [oid, member] : data_->family_members) {
    const OperatorFamily* family = operator_family(member->family);
    if (member->is_operator && member->object == op.oid && family != nullptr && family->method == "btree")
      strategies.add(member->number);
  }
  return strategies;
}

}  // namespace pgscribe::catalog
