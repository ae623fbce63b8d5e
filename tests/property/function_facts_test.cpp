#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <map>
#include <set>

#include "catalog/apply_ddl.hpp"
#include "catalog/builtin_rows.hpp"
#include "catalog/builtins.hpp"
#include "fact_calls.hpp"
#include "pgscribe/testing.hpp"
#include "server.hpp"
#include "sql/migration.hpp"

// Holds the rows of builtin/function_facts against a live server: every function, aggregate and window function that a
// row speaks of is called with arguments of all sorts, and each word of the row must be true and must have been tried.
//
//   pgscribe_function_facts [--calls N] [--only NAME] [--contrib] [--candidates]
//
// --contrib: only functions of extensions.
// --candidates: prints the built-in functions that are strict, have no row and never gave a NULL either.

namespace {

using namespace property;
using namespace pgscribe::catalog;

struct Settings {
  int calls = 150;
  std::string only;
  bool contrib = false;
  bool candidates = false;
};

/// Rows that no call can try here, and why.
const std::map<std::string, std::string>& untried() {
  static const std::map<std::string, std::string> reasons{
      {"to_ascii(text)", "it succeeds in databases of an encoding with one byte a character only"}};
  return reasons;
}
/// The server has no such extension: its rows come from the extension's public SQL.
constexpr std::string_view kAbsentExtension = "vector";

class FactCheck {
 public:
  FactCheck(Server& server, const Catalog& catalog, const Settings& settings)
      : server_(server), calls_(server, catalog, settings.calls), settings_(settings) {}

  void check(const Function& function) {
    const FunctionFacts& facts = function.facts;
    arguments_ = calls_.arguments_of(function);
    if (facts.not_null != NotNull::unknown) check_not_null(function);
    if (!facts.not_null_of.empty()) check_not_null_of(function);
    if (facts.is_null_for_infinity) check_infinity(function);
    if (facts.columns != 0) check_columns(function);
    if (facts.elements != MadeElements::unknown) check_elements(function);
    if (facts.values_of != 0) check_values_of(function);
    if (facts.element_of != 0) check_handed_on(function, facts.element_of - 1U, "element_of");
    if (facts.writes) check_writes(function);
  }

  /// What the table could say, too.
  void print_candidate(const Function& function) {
    const Outcome outcome = calls_.call(function, calls_.arguments_of(function));
    if (outcome.nulls == 0 && outcome.values > 0)
      std::cout << "candidate: " << calls_.signature(function) << " (" << outcome.values << " values)\n";
  }

  [[nodiscard]] int wrong() const { return wrong_; }
  [[nodiscard]] int words() const { return words_; }
  [[nodiscard]] int calls() const { return calls_.count(); }

 private:
  void check_not_null(const Function& function) {
    const FunctionFacts& facts = function.facts;
    const std::size_t count = function.input_types.size();
    switch (facts.not_null) {
      case NotNull::unknown: return;
      case NotNull::arguments: return check_deciding(function);
      case NotNull::one_argument:
        for (std::size_t kept = 0; kept < count; ++kept) expect_no_null(function, all_but(count, kept), "not_null=one");
        return;
      case NotNull::rows: return expect_no_null_over_rows(function, {1, 2}, "not_null=rows");
      case NotNull::always: return expect_no_null_over_rows(function, {0, 1, 2}, "not_null=always");
      case NotNull::frame: return expect_no_null(function, {}, "not_null=frame");
      case NotNull::partition: return expect_no_null(function, {}, "not_null=partition");
    }
  }

  void check_deciding(const Function& function) {
    for (const int rows : {1, 2}) expect_no_null(function, {.rows = rows}, "not_null");
    const std::size_t count = function.input_types.size();
    CallForm others_null;
    for (std::size_t i = 0; i < count; ++i) others_null.nulls.push_back(i >= function.facts.deciding_arguments);
    if (function.facts.deciding_arguments != 0) expect_no_null(function, others_null, "not_null=N");
    if (function.facts.takes_null_list) expect_no_null(function, {.null_list = true}, "null_list");
  }

  /// Each choice of arguments that are NULL.
  void expect_no_null_over_rows(const Function& function, std::initializer_list<int> row_counts, const char* word) {
    const std::size_t count = function.input_types.size();
    const bool is_plain = function.kind == FunctionKind::function;
    Outcome all;
    for (std::size_t choice = 0; choice < (std::size_t{1} << count); ++choice) {
      for (const int rows : row_counts) {
        CallForm form{.rows = rows};
        for (std::size_t i = 0; i < count; ++i) form.nulls.push_back((choice >> i & 1U) != 0);
        const Outcome outcome = calls_.call(function, arguments_, form);
        all.values += outcome.values;
        if (outcome.nulls == 0) continue;
        all.nulls += outcome.nulls;
        all.null_call = outcome.null_call;
        if (is_plain) break;
      }
    }
    judge(function, word, all.values > 0, all.nulls == 0, all.null_call);
  }

  void check_not_null_of(const Function& function) {
    for (const std::string_view constant : function.facts.not_null_of) {
      std::vector<Arguments> arguments = arguments_;
      for (Arguments& each : arguments) each.front() = "'" + std::string(constant) + "'";
      const Outcome outcome = calls_.call(function, arguments);
      judge(function, "not_null_of", outcome.values > 0, outcome.nulls == 0, outcome.null_call);
    }
  }

  void check_infinity(const Function& function) {
    const std::vector<Arguments> infinite = chosen([](const Arguments& arguments) {
      return arguments.back().find("infinity") != std::string::npos ||
             arguments.front().find("infinity") != std::string::npos;
    });
    const Outcome outcome = calls_.call(function, infinite);
    judge(function, "null_for", !infinite.empty(), outcome.nulls > 0, "no infinite argument gave NULL");
  }

  void check_columns(const Function& function) {
    std::string columns;
    const std::vector<FunctionArgument> output = function.output_columns();
    for (std::size_t i = 0; i < output.size(); ++i) {
      if (function.facts.is_column_not_null(i)) columns += (columns.empty() ? "" : ", ") + output[i].name;
    }
    expect_no_null(function, {.columns = columns}, "columns");
  }

  void check_elements(const Function& function) {
    const FunctionFacts& facts = function.facts;
    CallForm form;
    if (facts.null_string != 0) {
      const Outcome given = calls_.call(function, arguments_);
      judge(function, "unless", given.values > 0, given.null_elements > 0, "no call gave an array with NULL in it");
      form.nulls.assign(facts.null_string, false);
      form.nulls.back() = true;
    }
    switch (facts.elements) {
      case MadeElements::unknown: return;
      case MadeElements::not_null: return expect_no_null_element(function, arguments_, form, "elements=not_null");
      case MadeElements::nullable: {
        const Outcome outcome = calls_.call(function, arguments_);
        return judge(function, "elements=nullable", outcome.values > 0, outcome.null_elements > 0,
                     "no call gave an array with NULL in it");
      }
      case MadeElements::as_first: return check_handed_on(function, 0, "elements=as_first");
    }
  }

  void check_values_of(const Function& function) {
    for (std::size_t i = 0; i < function.input_types.size(); ++i) {
      if (function.facts.hands_on(i)) check_handed_on(function, i, "values_of");
    }
    if (function.facts.removed == 0) return;
    CallForm form;
    form.nulls.assign(function.facts.removed, false);
    form.nulls.back() = true;
    expect_no_null_element(function, arguments_, form, "without");
  }

  /// NULL in or for this argument must show in the result, and nothing else may put NULL into it.
  void check_handed_on(const Function& function, std::size_t argument, const char* word) {
    const auto has_null = [&](const Arguments& arguments) {
      return arguments[argument].find("NULL") != std::string::npos;
    };
    const std::vector<Arguments> clean = chosen([&](const Arguments& arguments) {
      for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i].find("NULL") != std::string::npos) return false;
      }
      return true;
    });
    expect_no_null_element(function, clean, {}, word);
    CallForm form;
    form.nulls.assign(argument + 1, false);
    form.nulls.back() = true;
    const Outcome with_elements = calls_.call(function, chosen(has_null));
    const Outcome with_null = calls_.call(function, clean, form);
    judge(function, word, true,
          with_elements.null_elements + with_elements.nulls + with_null.null_elements + with_null.nulls > 0,
          "NULL in argument " + std::to_string(argument + 1) + " never showed in the result");
  }

  void check_writes(const Function& function) {
    for (const Arguments& arguments : arguments_) {
      server_.require("BEGIN");
      const bool is_called = server_.execute(calls_.sql(function, arguments, {}));
      // A notification takes its transaction's number when it is sent, but forbids this at once.
      const bool is_notification = function.name == "pg_notify";
      const bool has_effect =
          is_called &&
          (is_notification ? !server_.execute("PREPARE TRANSACTION 'facts'")
                           : server_.query("SELECT NULLIF(pg_current_xact_id_if_assigned() IS NULL, true)", {})
                                 .rows.front()
                                 .front()
                                 .has_value());
      server_.execute("ROLLBACK");
      judge(function, "writes", is_called, has_effect, "there was nothing to roll back");
    }
  }

  template <class Predicate>
  std::vector<Arguments> chosen(const Predicate& predicate) const {
    std::vector<Arguments> result;
    std::copy_if(arguments_.begin(), arguments_.end(), std::back_inserter(result), predicate);
    return result;
  }
  static CallForm all_but(std::size_t count, std::size_t kept) {
    CallForm form;
    form.nulls.assign(count, true);
    form.nulls[kept] = false;
    return form;
  }

  void expect_no_null(const Function& function, const CallForm& form, const char* word) {
    const Outcome outcome = calls_.call(function, arguments_, form);
    judge(function, word, outcome.values > 0, outcome.nulls == 0, outcome.null_call);
  }
  void expect_no_null_element(const Function& function, const std::vector<Arguments>& arguments, const CallForm& form,
                              const char* word) {
    const Outcome outcome = calls_.call(function, arguments, form);
    judge(function, word, outcome.values > 0, outcome.null_elements == 0, outcome.null_element_call);
  }

  void judge(const Function& function, const char* word, bool was_tried, bool holds, const std::string& proof) {
    ++words_;
    const std::string name = calls_.signature(function);
    if (was_tried == (untried().count(name) != 0)) {
      ++wrong_;
      std::cout << (was_tried ? "has a reason not to be tried, but was: " : "never called with success: ") << name
                << " " << word << "\n";
    } else if (was_tried && !holds) {
      ++wrong_;
      std::cout << "WRONG: " << name << " " << word << ": " << proof << "\n";
    }
  }

  Server& server_;
  FactCalls calls_;
  const Settings& settings_;
  std::vector<Arguments> arguments_;
  int wrong_ = 0;
  int words_ = 0;
};

/// The catalog and the server with every extension that rows speak of.
void create_extensions(Server& server, Catalog& catalog) {
  for (const ExtensionRows& extension : known_extensions()) {
    if (extension.facts.empty()) continue;
    const std::string statement = "CREATE EXTENSION \"" + std::string(extension.name) + "\" CASCADE";
    if (extension.name == kAbsentExtension && !server.execute(statement)) {
      std::cout << "extension " << extension.name << " is not on this server: its " << extension.facts.size()
                << " rows are not held\n";
      continue;
    }
    if (extension.name != kAbsentExtension) server.require(statement);
    const pgscribe::support::SourceFile file("extension.sql", statement + ";");
    pgscribe::support::Diagnostics diagnostics;
    for (const auto& each : pgscribe::sql::parse_migration(file, diagnostics))
      apply_ddl(catalog, each, file, {}, diagnostics);
  }
}

std::vector<const Function*> functions_to_check(const Catalog& catalog) {
  std::vector<const Function*> functions;
  for (const Function& function : builtins().functions.all()) functions.push_back(&function);
  for (const ExtensionRows& extension : known_extensions()) {
    const std::vector<const Function*> made = catalog.objects_of_extension(extension.name).functions;
    functions.insert(functions.end(), made.begin(), made.end());
  }
  return functions;
}

int run(const Settings& settings) {
  pgscribe::testing::TemporaryServerOptions options;
  options.settings = {"max_prepared_transactions=1"};
  pgscribe::testing::TemporaryServer temporary(options);
  Server server(temporary.conninfo());
  Catalog catalog;
  create_extensions(server, catalog);
  for (const char* setting :
       {"SET statement_timeout = '500ms'", "SET jit = off", "SET xmloption = content", "CREATE SEQUENCE s",
        "SELECT nextval('s')", "CREATE TYPE an_enum AS ENUM ('a', 'b')", "SELECT lo_create(4711)"})
    server.require(setting);
  FactCheck check(server, catalog, settings);
  for (const Function* function : functions_to_check(catalog)) {
    if (!settings.only.empty() && function->name != settings.only) continue;
    if (settings.contrib && is_builtin(function->oid)) continue;
    check.check(*function);
    if (settings.candidates && function->is_strict && function->facts.not_null == NotNull::unknown &&
        function->kind == FunctionKind::function && is_builtin(function->oid))
      check.print_candidate(*function);
  }
  std::cout << check.words() << " words held in " << check.calls() << " calls, " << check.wrong() << " wrong\n";
  return check.wrong() == 0 && check.words() > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--candidates") settings.candidates = true;
    if (option == "--contrib") settings.contrib = true;
    if (option == "--only" && i + 1 < argc) settings.only = argv[++i];
    if (option == "--calls" && i + 1 < argc) settings.calls = std::stoi(argv[++i]);
  }
  try {
    return run(settings);
  } catch (const std::exception& error) {
    std::cout << error.what() << "\n";
    return EXIT_FAILURE;
  }
}
