#include "crew.hpp"

#include <cstdlib>
#include <random>

#include "pgscribe/codecs.hpp"
#include "pgscribe/query.hpp"

using namespace pgscribe;
using namespace std::chrono_literals;

namespace faults {

namespace {

struct Question {
  std::int64_t number = 0;
  std::string word;
  std::int32_t rows = 0;
};
struct Answer {
  std::int64_t doubled = 0;
  std::string word;
  std::int32_t row = 0;
};
constexpr Parameter kQuestion[] = {parameter<std::int64_t>("number", offsetof(Question, number), codec::int8),
                                   parameter<std::string>("word", offsetof(Question, word), codec::text),
                                   parameter<std::int32_t>("rows", offsetof(Question, rows), codec::int4)};
constexpr Column kAnswer[] = {column<std::int64_t>("doubled", offsetof(Answer, doubled), codec::int8),
                              column<std::string>("word", offsetof(Answer, word), codec::text),
                              column<std::int32_t>("row", offsetof(Answer, row), codec::int4)};
constexpr Statement kAsk{.name = "Ask",
                         .sql = "SELECT $1 * 2, $2, n FROM generate_series(1, $3) n",
                         .columns = kAnswer,
                         .parameters = kQuestion,
                         .read_only = true};

void check(const Question& question, const Answer& answer, std::int32_t row, Tally& tally) {
  if (answer.doubled != question.number * 2 || answer.word != question.word || answer.row != row)
    tally.wrong("a wrong answer");
}

void ask(Executor& executor, const Question& question, Tally& tally) {
  const auto answers = many<Answer>(executor, kAsk, fields(question));
  if (answers.size() != static_cast<std::size_t>(question.rows)) tally.wrong("a wrong number of answers");
  std::int32_t row = 0;
  for (const Answer& answer : answers) check(question, answer, ++row, tally);
}

// Stops early at `last`.
void ask_stream(Executor& executor, const Question& question, std::int32_t last, Tally& tally) {
  std::int32_t row = 0;
  auto stream = pgscribe::stream<Answer>(executor, kAsk, fields(question));
  for (Answer answer; row < last && stream.next(answer);) check(question, answer, ++row, tally);
  if (row != std::min(last, question.rows)) tally.wrong("a stream lost rows");
}

}  // namespace

Outcome attempt(Tally& tally, Scope scope, std::chrono::milliseconds limit, const std::function<void()>& operation) {
  ++tally.tried;
  const auto start = std::chrono::steady_clock::now();
  Outcome outcome = Outcome::committed;
  try {
    operation();
  } catch (const OutcomeUnknown&) {
    outcome = Outcome::unknown;
  } catch (const ConnectionError&) {
    outcome = scope == Scope::autocommit ? Outcome::unknown : Outcome::failed;
  } catch (const ServerError&) {
    outcome = Outcome::failed;
  } catch (const PoolTimeout&) {
    outcome = Outcome::failed;
  } catch (const std::exception& error) {
    outcome = scope == Scope::read ? Outcome::failed : Outcome::unknown;
    tally.wrong(std::string{"an error that should not be: "} + error.what());
  }
  const auto duration = std::chrono::steady_clock::now() - start;
  tally.took(duration);
  if (duration > limit) tally.wrong("an operation took " + std::to_string(duration / 1ms) + " ms");
  ++(outcome == Outcome::committed ? tally.succeeded : outcome == Outcome::failed ? tally.failed : tally.unknown);
  return outcome;
}

std::chrono::milliseconds load_time(double seconds) {
  if (const char* given = std::getenv("PGSCRIBE_FAULT_SECONDS"); given != nullptr && std::atof(given) > 0)
    seconds = std::atof(given);
  return std::chrono::milliseconds{static_cast<std::int64_t>(seconds * 1000)};
}

Crew::Crew(Pool& pool, Ledger& ledger, Tally& tally, Options options)
    : pool_(pool), ledger_(ledger), tally_(tally), options_(options) {
  for (int i = 0; i < options_.workers; ++i)
    threads_.emplace_back([this, i] { work(static_cast<unsigned>(i) * 7919 + 1); });
}

Crew::~Crew() { stop(); }

void Crew::stop() {
  stopping_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Crew::work(unsigned seed) {
  std::minstd_rand random{seed};
  const auto attempt_here = [this](Scope scope, const auto& operation) {
    return attempt(tally_, scope, options_.limit, operation);
  };
  while (!stopping_) {
    const auto dice = random();
    const Question question{static_cast<std::int64_t>(dice), std::string(dice % 50, 'w'),
                            static_cast<std::int32_t>(dice % 40)};
    switch (random() % (options_.bulk ? 6 : 3)) {
      case 0: attempt_here(Scope::read, [&] { ask(pool_, question, tally_); }); break;
      case 1: {
        const auto entries = ledger_.open(1);
        const bool returning = random() % 2 == 0;
        ledger_.settle(entries[0].operation, attempt_here(Scope::autocommit, [&] {
                         returning ? insert_returning(pool_, entries[0]) : insert(pool_, entries[0]);
                       }));
        break;
      }
      case 2: {
        const auto entries = ledger_.open(2);
        ledger_.settle(entries[0].operation, attempt_here(Scope::transaction, [&] {
                         pool_.transaction([&](Transaction& transaction) {
                           insert(transaction, entries[0]);
                           ask(transaction, question, tally_);
                           insert(transaction, entries[1]);
                         });
                       }));
        break;
      }
      case 3: {
        const auto entries = ledger_.open(60);
        ledger_.settle(entries[0].operation, attempt_here(Scope::autocommit, [&] {
                         if (copy(pool_, entries) != 60) tally_.wrong("COPY of another number of rows");
                       }));
        break;
      }
      case 4: {
        std::vector<Entry> entries;
        for (int i = 0; i < 8; ++i) entries.push_back(ledger_.open(1)[0]);
        std::vector<Outcome> outcomes(entries.size(), Outcome::unknown);
        const bool returning = random() % 2 == 0;
        const Outcome whole = attempt_here(Scope::autocommit, [&] {
          outcomes = returning ? insert_batch_returning(pool_, entries) : insert_batch(pool_, entries);
        });
        if (whole != Outcome::committed) std::fill(outcomes.begin(), outcomes.end(), whole);
        for (std::size_t i = 0; i < entries.size(); ++i) ledger_.settle(entries[i].operation, outcomes[i]);
        break;
      }
      default:
        attempt_here(Scope::read, [&] { ask_stream(pool_, question, dice % 4 == 0 ? 5 : question.rows, tally_); });
    }
  }
}

void expect_no_leak(Pool& pool, Pool& observer, Tally& tally) {
  const PoolStats stats = pool.stats();
  if (stats.acquired_connections != 0) tally.wrong("connections were not given back");
  if (stats.constructing_connections != 0) tally.wrong("connections are still being opened");
  if (!pool.close(10s)) tally.wrong("the pool did not close");
  if (const auto left = pool.stats().total_connections; left != 0) tally.wrong("connections leaked");
  static constexpr Column kCount[] = {column<std::int64_t>("count", 0, codec::int8)};
  static constexpr Statement kLeft{
      .name = "Left",
      .sql = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'crew' AND pid <> pg_backend_pid()",
      .columns = kCount};
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  while (one<std::int64_t>(observer, kLeft, {}) != 0) {
    if (std::chrono::steady_clock::now() > deadline) return tally.wrong("sessions are left on the server");
    std::this_thread::sleep_for(20ms);
  }
}

}  // namespace faults
