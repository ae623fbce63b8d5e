#include "analyze/variants/patch.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "analyze/variants/messages.hpp"
#include "analyze/variants/named_parameter.hpp"
#include "analyze/variants/statement_text.hpp"
#include "catalog/quote_identifier.hpp"
#include "sql/scanner.hpp"
#include "support/joined.hpp"

namespace pgscribe::analyze {
namespace {

using query::Command;
using query::PlacedName;

/// `$n`, or `$n::type`.
bool is_parameter(const sql::Expr& value) {
  if (const auto* cast = std::get_if<sql::Cast>(&value.node)) return is_parameter(*cast->arg);
  return std::holds_alternative<sql::ParamRef>(value.node);
}

/// An item of SET.
struct Assignment {
  Span span;
  bool is_bare = false;  ///< column = parameter
  int parameter = 0;     ///< the only one in it; 0: none, or several
  VariantKey bit = 0;    ///< 0: it is always there
};

class PatchPlanner {
 public:
  PatchPlanner(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
               support::Diagnostics& diagnostics)
      : decl_(decl),
        whole_(whole),
        plan_(plan),
        diagnostics_(diagnostics),
        text_(decl),
        uses_(text_.parameter_uses()) {}

  bool run() {
    const auto& patches = decl_.variants.patches;
    if (patches.size() > 1) return fail(patches[1].span, msg::PatchTwice());
    const auto* insert = std::get_if<sql::Insert>(&decl_.statement.node);
    if (insert != nullptr && insert->on_conflict && insert->on_conflict->do_update)
      return fail(patches.front().span, msg::PatchInConflict());
    update_ = std::get_if<sql::Update>(&decl_.statement.node);
    if (update_ == nullptr) return fail(patches.front().span, msg::PatchOfNoUpdate());
    find_assignments();
    if (!add_switches(patches.front())) return false;
    add_slots();
    return has_always_ || add_empty_variant(patches.front().span);
  }

 private:
  bool fail(Span span, support::Message message) {
    diagnostics_.add(*decl_.file, span, std::move(message));
    return false;
  }

  void find_assignments() {
    set_ = text_.set_list();
    for (const Span item : set_.items) {
      Assignment assignment{item};
      for (const ParameterUse& use : uses_) {
        if (!contains(item, use.span)) continue;
        assignment.parameter = assignment.parameter == 0 || assignment.parameter == use.number ? use.number : -1;
      }
      assignment.parameter = std::max(assignment.parameter, 0);
      for (const sql::Target& target : update_->set) {
        if (contains(item, target.span)) assignment.is_bare = target.value && is_parameter(*target.value);
      }
      assignments_.push_back(assignment);
    }
  }

  bool add_switches(const query::PatchItem& patch) {
    if (patch.names.empty()) {
      for (Assignment& assignment : assignments_) {
        if (assignment.is_bare && !add_switch(assignment, patch.span)) return false;
      }
      const bool any = std::any_of(assignments_.begin(), assignments_.end(), [](const auto& a) { return a.bit != 0; });
      return any || fail(patch.span, msg::PatchOfNothing());
    }
    for (const PlacedName& name : patch.names) {
      const QueryParameter* parameter = named_parameter(decl_, whole_, name, diagnostics_);
      if (parameter == nullptr) return false;
      const auto assignment = std::find_if(assignments_.begin(), assignments_.end(), [&](const Assignment& candidate) {
        return candidate.parameter == parameter->number && candidate.bit == 0;
      });
      if (assignment == assignments_.end()) return fail(name.span, msg::PatchNotAssigned(name.text));
      if (!add_switch(*assignment, name.span)) return false;
    }
    return true;
  }

  bool add_switch(Assignment& assignment, Span place) {
    const std::string& name = whole_.parameters[static_cast<std::size_t>(assignment.parameter) - 1].name;
    for (const ParameterUse& use : uses_) {
      if (use.number == assignment.parameter && !contains(assignment.span, use.span))
        return fail(use.span, msg::PatchUsedElsewhere(name, others_than(assignment.parameter)));
    }
    assignment.bit = plan_.add({Switch::Kind::patch, name, {assignment.parameter}, place}, decl_, diagnostics_);
    return assignment.bit != 0;
  }

  /// For the hint: the assignments that could be left out.
  [[nodiscard]] std::string others_than(int number) const {
    std::vector<std::string> names;
    for (const Assignment& assignment : assignments_) {
      if (assignment.is_bare && assignment.parameter != number)
        names.push_back(whole_.parameters[static_cast<std::size_t>(assignment.parameter) - 1].name);
    }
    return support::joined(names, ", ");
  }

  /// An assignment goes with a comma: the one towards an assignment that is always there. Without one, a comma stands
  /// where something stands on both sides of it.
  void add_slots() {
    std::size_t anchor = 0;
    while (anchor < assignments_.size() && assignments_[anchor].bit != 0) ++anchor;
    has_always_ = anchor < assignments_.size();
    VariantKey earlier = 0;
    for (std::size_t i = 0; i < assignments_.size(); ++i) {
      const Assignment& item = assignments_[i];
      if (item.bit == 0) continue;
      if (has_always_) {
        const Span span = i < anchor ? Span{item.span.begin, assignments_[i + 1].span.begin}
                                     : Span{assignments_[i - 1].span.end, item.span.end};
        plan_.slots.push_back({span, {{Condition{.all = item.bit}}}});
      } else {
        if (i > 0) {
          const Span comma{assignments_[i - 1].span.end, item.span.begin};
          plan_.slots.push_back({comma, {{Condition{.all = item.bit, .any = earlier}}}});
        }
        plan_.slots.push_back({item.span, {{Condition{.all = item.bit}}}});
      }
      earlier |= item.bit;
    }
    all_ = earlier;
  }

  /// Nothing is set: the statement has nothing to do, or answers what a SELECT of the same rows gives.
  bool add_empty_variant(Span place) {
    if (decl_.command == Command::exec) {
      plan_.sent_if_any = all_;
      return true;
    }
    if (!update_->from.empty()) return fail(place, msg::PatchWithoutRows());
    const ListText returning = text_.returning();
    const std::string columns = returning.empty() ? "" : " " + unchanged_columns(returning.span());
    const Condition nothing{.none = all_};
    const Condition something{.any = all_};
    plan_.slots.push_back({text_.update_keyword(), {{something}, {nothing, "SELECT" + columns + " FROM"}}});
    plan_.slots.push_back({text_.with_blanks_before(set_.keyword), {{something}}});
    plan_.slots.push_back({{set_.keyword.end, set_.items.front().begin}, {{something}}});
    if (!returning.empty()) {
      const Span clause = text_.with_blanks_before({returning.keyword.begin, returning.span().end});
      plan_.slots.push_back({clause, {{something}}});
    }
    return true;
  }

  /// Of a row that is not changed, OLD and NEW are the row itself.
  [[nodiscard]] std::string unchanged_columns(Span returning) const {
    const std::string text = sql::apply_edits(decl_.file->text(), returning, whole_.sent_edits);
    const sql::RelationRef& target = update_->relation;
    const std::string row = catalog::quote_identifier(target.alias ? target.alias->name.text : target.name.last());
    std::vector<std::string> versions;
    for (const bool is_new : {false, true}) versions.push_back(name_of_version(is_new));
    const std::vector<sql::Token> tokens = sql::scan(text);
    std::vector<sql::TextEdit> edits;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      const auto slice = [&](const sql::Token& token) {
        return std::string_view(text).substr(token.begin, token.end - token.begin);
      };
      const bool is_qualified = i > 0 && slice(tokens[i - 1]) == ".";
      const bool is_version =
          std::find(versions.begin(), versions.end(), sql::fold_identifier(slice(tokens[i]))) != versions.end();
      if (is_version && !is_qualified && slice(tokens[i + 1]) == ".")
        edits.push_back({{tokens[i].begin, tokens[i].end}, row});
    }
    return sql::apply_edits(text, {0, static_cast<std::uint32_t>(text.size())}, edits);
  }

  [[nodiscard]] std::string name_of_version(bool is_new) const {
    for (const sql::ReturningOption& option : update_->returning.options) {
      if (option.is_new == is_new) return option.name.text;
    }
    return is_new ? "new" : "old";
  }

  const query::QueryDecl& decl_;
  const AnalyzedQuery& whole_;
  VariantPlan& plan_;
  support::Diagnostics& diagnostics_;
  StatementText text_;
  std::vector<ParameterUse> uses_;
  const sql::Update* update_ = nullptr;
  ListText set_;
  std::vector<Assignment> assignments_;
  bool has_always_ = false;
  VariantKey all_ = 0;
};

}  // namespace

bool plan_patch(const query::QueryDecl& decl, const AnalyzedQuery& whole, VariantPlan& plan,
                support::Diagnostics& diagnostics) {
  return decl.variants.patches.empty() || PatchPlanner(decl, whole, plan, diagnostics).run();
}

}  // namespace pgscribe::analyze
