#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>

#include "analyze/facts/never_null.hpp"
#include "argument_values.hpp"
#include "catalog/builtins.hpp"
#include "pgscribe/testing.hpp"
#include "random.hpp"
#include "server.hpp"

// Holds the table of what never returns NULL against a live server: every built-in function, operator and aggregate
// that it names is called with arguments of all sorts, none of them NULL, and must not give NULL.
//
//   pgscribe_never_null [--calls N] [--candidates]
//
// --candidates: prints what is strict, not in the table, and never gave a NULL either.

namespace {

using namespace property;
using pgscribe::catalog::builtins;
using pgscribe::catalog::Function;
using pgscribe::catalog::FunctionKind;
using pgscribe::catalog::Oid;
using pgscribe::catalog::Operator;

struct Settings {
  int calls = 150;
  bool candidates = false;
};

/// How the calls of one object ended.
struct Outcome {
  int values = 0;
  int nulls = 0;
  int errors = 0;
  std::string null_call;
};

struct Totals {
  int claimed = 0;
  int tried = 0;
  int never_succeeded = 0;
  int calls = 0;
  int wrong = 0;
};

/// Functions that end, block or pause the server or the session.
bool is_harmful(const std::string& name) {
  static const std::set<std::string> names{"pg_sleep",
                                           "pg_sleep_for",
                                           "pg_sleep_until",
                                           "pg_terminate_backend",
                                           "pg_cancel_backend",
                                           "pg_promote",
                                           "pg_wal_replay_pause",
                                           "pg_reload_conf",
                                           "pg_rotate_logfile",
                                           "pg_rotate_logfile_old",
                                           "pg_logical_emit_message",
                                           "setseed",
                                           "pg_backup_start",
                                           "pg_backup_stop",
                                           "pg_switch_wal"};
  return names.count(name) != 0;
}

class Caller {
 public:
  Caller(Server& server, const Settings& settings, Totals& totals)
      : server_(server), settings_(settings), totals_(totals), random_(7) {}

  void check_functions() {
    for (const Function& function : builtins().functions.all()) {
      if (function.schema != "pg_catalog" || is_harmful(function.name)) continue;
      if (function.kind == FunctionKind::aggregate) check_aggregate(function);
      if (function.kind == FunctionKind::function) check_function(function);
    }
  }

  void check_operators() {
    for (const Operator& op : builtins().operators.all()) {
      if (op.schema != "pg_catalog") continue;
      const bool is_claimed = pgscribe::analyze::is_never_null(op);
      std::vector<Oid> types;
      if (op.left != 0) types.push_back(op.left);
      types.push_back(op.right);
      const Outcome outcome = call(types, [&](const std::vector<std::string>& args) {
        const std::string name = " OPERATOR(pg_catalog." + op.name + ") ";
        return "SELECT " + (args.size() == 1 ? name + args[0] : args[0] + name + args[1]);
      });
      judge("operator " + op.name + " (" + op.function + ")", is_claimed, op.is_strict, outcome);
    }
  }

 private:
  void check_function(const Function& function) {
    std::vector<Oid> types = function.input_types;
    const bool is_claimed = pgscribe::analyze::is_never_null(function);
    const Outcome outcome = call(types, [&](const std::vector<std::string>& args) {
      std::string text;
      for (std::size_t i = 0; i < args.size(); ++i) {
        // Of VARIADIC "any" a plain argument is one of the list.
        const bool is_array =
            i + 1 == args.size() && function.variadic != 0 && function.variadic != pgscribe::catalog::oid::any;
        text += (i == 0 ? "" : ", ") + std::string(is_array ? "VARIADIC " : "") + args[i];
      }
      return "SELECT pg_catalog.\"" + function.name + "\"(" + text + ")";
    });
    judge(name_of(function), is_claimed, function.is_strict, outcome);
    if (!function.is_strict) check_on_null(function);
  }

  /// What is said of functions that are not strict: NULL for each argument that is said not to matter.
  void check_on_null(const Function& function) {
    const std::size_t all = function.input_types.size();
    if (pgscribe::analyze::is_never_null_on_null(function)) call_with_null(function, std::vector<bool>(all, true));
    if (pgscribe::analyze::is_never_null_with_one(function)) {
      for (std::size_t kept = 0; kept < all; ++kept) {
        std::vector<bool> is_null(all, true);
        is_null[kept] = false;
        call_with_null(function, is_null);
      }
    }
    const std::size_t deciding = pgscribe::analyze::deciding_arguments(function);
    if (!pgscribe::analyze::is_never_null(function) || deciding >= all) return;
    std::vector<bool> is_null(all, true);
    std::fill(is_null.begin(), is_null.begin() + static_cast<std::ptrdiff_t>(deciding), false);
    call_with_null(function, is_null);
  }

  void call_with_null(const Function& function, const std::vector<bool>& is_null) {
    const Outcome outcome = call(function.input_types, [&](const std::vector<std::string>& args) {
      std::string text;
      for (std::size_t i = 0; i < args.size(); ++i)
        text += (i == 0 ? "" : ", ") + (is_null[i] ? "NULLIF(" + args[i] + ", " + args[i] + ")" : args[i]);
      return "SELECT pg_catalog.\"" + function.name + "\"(" + text + ")";
    });
    judge(name_of(function) + " with NULL", true, false, outcome);
  }

  /// Over one row, and over two.
  void check_aggregate(const Function& function) {
    if (!pgscribe::analyze::is_never_null_over_rows(function) || function.direct_argument_count != 0) return;
    for (const char* copies : {"1", "2"}) {
      const Outcome outcome = call(function.input_types, [&](const std::vector<std::string>& args) {
        std::string text;
        for (const std::string& arg : args) text += (text.empty() ? "" : ", ") + arg;
        return "SELECT pg_catalog.\"" + function.name + "\"(" + text + ") FROM generate_series(1, " + copies + ")";
      });
      judge(name_of(function), true, true, outcome);
    }
  }

  static std::string name_of(const Function& function) {
    std::string text = function.name + "(";
    for (std::size_t i = 0; i < function.input_types.size(); ++i)
      text += (i == 0 ? "" : ",") + builtins().types.find(function.input_types[i])->name;
    return text + ")";
  }

  template <class MakeCall>
  Outcome call(const std::vector<Oid>& types, const MakeCall& make_call) {
    Outcome outcome;
    std::vector<std::vector<std::string>> choices;
    double combinations = 1;
    for (const Oid type : types) {
      choices.push_back(argument_values(type));
      if (choices.back().empty()) return outcome;
      combinations *= static_cast<double>(choices.back().size());
    }
    const bool all = combinations <= settings_.calls;
    const int count = all ? static_cast<int>(combinations) : settings_.calls;
    for (int i = 0; i < count; ++i) {
      std::vector<std::string> args;
      int rest = i;
      for (const auto& values : choices) {
        const auto size = static_cast<int>(values.size());
        args.push_back(all ? values[static_cast<std::size_t>(rest % size)] : random_.pick(values));
        rest /= size;
      }
      note(make_call(args), outcome);
    }
    return outcome;
  }

  void note(const std::string& sql, Outcome& outcome) {
    ++totals_.calls;
    const Answer answer = server_.query(sql, {});
    if (answer.is_error) {
      ++outcome.errors;
      return;
    }
    for (const auto& row : answer.null_rows) {
      ++(row[0] ? outcome.nulls : outcome.values);
      if (row[0]) outcome.null_call = sql;
    }
  }

  void judge(const std::string& name, bool is_claimed, bool is_strict, const Outcome& outcome) {
    ++totals_.tried;
    if (is_claimed) {
      ++totals_.claimed;
      if (outcome.values + outcome.nulls == 0) {
        ++totals_.never_succeeded;
        if (settings_.candidates) std::cout << "never called with success: " << name << "\n";
      }
      if (outcome.nulls > 0) {
        ++totals_.wrong;
        std::cout << "NULL from " << name << ": " << outcome.null_call << "\n";
      }
    } else if (settings_.candidates && is_strict && outcome.nulls == 0 && outcome.values > 0) {
      std::cout << "candidate: " << name << " (" << outcome.values << " values)\n";
    }
  }

  Server& server_;
  const Settings& settings_;
  Totals& totals_;
  Random random_;
};

int run(const Settings& settings) {
  pgscribe::testing::TemporaryServer temporary;
  Server server(temporary.conninfo());
  for (const char* setting : {"SET statement_timeout = '500ms'", "SET jit = off", "SET xmloption = content",
                              "CREATE SEQUENCE s", "SELECT nextval('s')"})
    server.require(setting);
  Totals totals;
  Caller caller(server, settings, totals);
  caller.check_functions();
  caller.check_operators();
  std::cout << totals.claimed << " of " << totals.tried
            << " functions, operators and aggregates are said never to return NULL; " << totals.calls << " calls, "
            << totals.wrong << " wrong, " << totals.never_succeeded << " claimed ones never called with success\n";
  return totals.wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--candidates") settings.candidates = true;
    if (option == "--calls" && i + 1 < argc) settings.calls = std::stoi(argv[++i]);
  }
  try {
    return run(settings);
  } catch (const std::exception& error) {
    std::cout << error.what() << "\n";
    return EXIT_FAILURE;
  }
}
