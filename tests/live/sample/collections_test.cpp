#include "sample_test.hpp"

namespace sample {

namespace {

const auto show_node = [](const auto& r) { return line(r.id, r.name, r.depth, r.is_loop); };

}  // namespace

TEST_CASE_FIXTURE(SampleTest, "CreateCollection") {
  const media::Collection collection = one(db.create_collection({.name = "New", .parent_id = 1}));
  CHECK(line(collection.name, collection.parent_id) == "New|1");
  CHECK_THROWS_AS((void)db.create_collection({.name = "All", .parent_id = std::nullopt}), pgscribe::UniqueViolation);
}

TEST_CASE_FIXTURE(SampleTest, "AddToCollection") {
  CHECK(one(db.add_to_collection({.collection_id = 2, .movie_id = id("b6")})) == 3);
  CHECK(one(db.add_to_collection({.collection_id = 4, .movie_id = id("b6")})) == 1);
}

TEST_CASE_FIXTURE(SampleTest, "ListCollectionTree") {
  CHECK(table(db.list_collection_tree(1), show_node) ==
        Lines{"1|All|0|f", "2|Classics|1|f", "4|Noir|2|f", "3|Paper Saga|1|f"});
}

TEST_CASE_FIXTURE(SampleTest, "MoveCollection into a loop, which the recursive queries survive") {
  CHECK(one(db.move_collection({.parent_id = 2, .id = 1})).parent_id == 2);
  CHECK(table(db.list_collection_tree(1), show_node) ==
        Lines{"1|All|0|f", "2|Classics|1|f", "1|All|2|t", "4|Noir|2|f", "3|Paper Saga|1|f"});
  CHECK_FALSE(db.get_collection_path(4));
}

TEST_CASE_FIXTURE(SampleTest, "GetCollectionPath") {
  CHECK(show(one(db.get_collection_path(4))) == "{All,Classics,Noir}");
}

TEST_CASE_FIXTURE(SampleTest, "ListCollectionMovies") {
  const auto rows = db.list_collection_movies(3);
  CHECK(table(rows, [](const auto& r) { return line(r.position, r.movies.id, r.movies.title); }) ==
        Lines{"1|b4|Paper Planets (Director's Cut)", "2|b3|Paper Moons"});
  CHECK(rows.at(1).movies == one(db.get_movie(id("b3"))));
}

TEST_CASE_FIXTURE(SampleTest, "SortCollection") {
  CHECK(db.sort_collection(3) == 2);
  CHECK(table(db.list_collection_movies(3), [](const auto& r) { return line(r.position, r.movies.id); }) ==
        Lines{"1|b3", "2|b4"});
  CHECK(db.sort_collection(3) == 0);
}

TEST_CASE_FIXTURE(SampleTest, "CountCollectionMovies") {
  CHECK(table(db.count_collection_movies(), [](const auto& r) {
          return line(r.name, r.movie_count, r.all_movies, r.size_rank);
        }) == Lines{"Classics|2|4|1", "Paper Saga|2|4|1", "All|0|4|3", "Noir|0|4|3"});
}

TEST_CASE_FIXTURE(SampleTest, "DeleteEmptyCollections") {
  CHECK(table(db.delete_empty_collections(), [](const auto& r) { return line(r.id, r.name); }) == Lines{"4|Noir"});
}

}  // namespace sample
