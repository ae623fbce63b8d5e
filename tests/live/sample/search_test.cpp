#include "sample_test.hpp"

namespace sample {

TEST_CASE_FIXTURE(SampleTest, "SearchMovies") {
  const auto show_hit = [](const auto& r) { return line(r.id, r.title, r.rank, r.excerpt); };
  CHECK(table(db.search_movies({.query = "secret -midnight", .max_results = 5}), show_hit) ==
        Lines{"b4|Paper Planets (Director's Cut)|0.2|Planets of paper fall into a <b>secret</b> sea.",
              "b1|The Lighthouse Keeper|0.2|A keeper guards a light and a <b>secret</b>."});
  CHECK(table(db.search_movies({.query = "paper", .max_results = 5}), show_hit) ==
        Lines{"b4|Paper Planets (Director's Cut)|1.2|Planets of <b>paper</b> fall into a secret sea.",
              "b3|Paper Moons|1|<b>Paper</b> Moons"});
}

TEST_CASE_FIXTURE(SampleTest, "CountSearchHits") {
  CHECK(db.count_search_hits("secret") == 3);
  CHECK(db.count_search_hits("harbour") == 1);
  CHECK(db.count_search_hits("nothing") == 0);
}

TEST_CASE_FIXTURE(SampleTest, "SuggestTitles") {
  CHECK(table(db.suggest_titles("Papr Moon"), [](const auto& r) { return line(r.title, r.likeness); }) ==
        Lines{"Paper Moons|0.46666667"});
}

TEST_CASE_FIXTURE(SampleTest, "SearchEverything") {
  const auto show_hit = [](const auto& r) { return line(r.kind, r.id, r.name); };
  CHECK(table(db.search_everything("NOEL"), show_hit) == Lines{"person|4|Noel Hart", "person|2|Noël Hart"});
  CHECK(table(db.search_everything("cafe"), show_hit) ==
        Lines{"movie|00000000-0000-0000-0000-0000000000b2|Midnight Café"});
}

TEST_CASE_FIXTURE(SampleTest, "ListSearchTerms") {
  CHECK(table(db.list_search_terms(), [](const auto& r) {
          return line(r.lexeme, r.movie_count, r.occurrence_count);
        }) == Lines{"secret|3|3", "midnight|2|3", "paper|2|3"});
}

TEST_CASE_FIXTURE(SampleTest, "ExplainSearch") {
  const auto explained = one(db.explain_search("the paper moons"));
  CHECK(line(explained.query, explained.node_count, explained.document) == "'paper' & 'moon'|3|'moon':3 'paper':2");
}

}  // namespace sample
