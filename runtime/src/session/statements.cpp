#include "session/statements.hpp"

#include <algorithm>

namespace pgscribe::detail {

namespace {

// The server cuts names at 63 bytes (NAMEDATALEN); leave room for a number.
constexpr std::size_t kMaxBaseName = 56;

}  // namespace

Prepared* Statements::find(const Statement& statement) noexcept {
  const auto found = prepared_.find(&statement);
  if (found == prepared_.end()) return nullptr;
  found->second.last_use = ++clock_;
  return &found->second;
}

std::string Statements::fresh_name(const Statement& statement) {
  std::string name = (prefix_ + statement.name).substr(0, kMaxBaseName);
  const unsigned use = ++uses_[name];
  if (use > 1) name += "_" + std::to_string(use);
  return name;
}

Prepared& Statements::add(const Statement& statement, Prepared prepared) {
  prepared.last_use = ++clock_;
  return prepared_[&statement] = std::move(prepared);
}

void Statements::forget(const Statement& statement) {
  const auto found = prepared_.find(&statement);
  if (found == prepared_.end()) return;
  forgotten_.push_back(std::move(found->second.name));
  prepared_.erase(found);
}

std::optional<std::string> Statements::take_forgotten() {
  if (forgotten_.empty()) return std::nullopt;
  std::string name = std::move(forgotten_.back());
  forgotten_.pop_back();
  return name;
}

void Statements::clear() {
  prepared_.clear();
  forgotten_.clear();
}

std::string Statements::make_room() {
  if (limit_ == 0 || prepared_.size() < limit_) return {};
  const auto oldest = std::min_element(prepared_.begin(), prepared_.end(), [](const auto& a, const auto& b) {
    return a.second.last_use < b.second.last_use;
  });
  std::string name = std::move(oldest->second.name);
  prepared_.erase(oldest);
  return name;
}

}  // namespace pgscribe::detail
