#include "sample_test.hpp"

namespace sample {

TEST_CASE_FIXTURE(SampleTest, "WriteReview") {
  const media::Review review = one(db.write_review({.movie_id = id("b2"),
                                                    .author_id = id("a1"),
                                                    .parent_id = std::nullopt,
                                                    .body = "Fine.",
                                                    .tags = std::vector<std::string>{"short", "a,b"}}));
  CHECK(line(review.movie_id, review.author_id, review.parent_id, review.state, review.body, review.tags,
             review.published_at) == "b2|a1|NULL|draft|Fine.|{short,a,b}|NULL");
}

TEST_CASE_FIXTURE(SampleTest, "PublishReview") {
  CHECK(show(one(db.publish_review(4))) != "NULL");
  CHECK_FALSE(db.publish_review(4));
  CHECK_FALSE(db.publish_review(1));
}

TEST_CASE_FIXTURE(SampleTest, "ListReviewThread") {
  CHECK(table(db.list_review_thread(id("b1")), [](const auto& r) { return line(r.id, r.depth, r.author, r.body); }) ==
        Lines{"1|1|Ada|A bright film about a dark sea.", "2|2|Bert|Too bright for me.", "3|3|NULL|Agreed."});
}

TEST_CASE_FIXTURE(SampleTest, "ListReviewsWithAuthors has no author where the account is gone") {
  const auto rows = db.list_reviews_with_authors(id("b1"));
  CHECK(table(rows,
              [](const auto& r) {
                return line(r.r.id, r.r.author_id, r.r.parent_id, r.r.state, r.r.tags, r.r.published_at,
                            r.author ? show(r.author->username) : "no author");
              }) == Lines{"1|a1|NULL|published|{classic,sea}|2025-01-15 00:00:00+00|Ada",
                          "2|a2|1|published|NULL|2025-01-16 00:00:00+00|Bert",
                          "3|NULL|2|published|{}|2025-01-17 00:00:00+00|no author",
                          "4|a3|NULL|draft|{classic}|NULL|Cleo"});
  CHECK(rows.at(0).author == one(db.get_user(id("a1"))));
}

TEST_CASE_FIXTURE(SampleTest, "CountReviewsByState and WithdrawReviews") {
  const auto show_counts = [](const auto& r) { return line(r.draft_count, r.published_count, r.withdrawn_count); };
  CHECK(show_counts(one(db.count_reviews_by_state())) == "1|3|0");
  CHECK(table(db.withdraw_reviews(id("a1"))) == Lines{"1"});
  CHECK(show_counts(one(db.count_reviews_by_state())) == "1|2|1");
}

TEST_CASE_FIXTURE(SampleTest, "ListReviewTags") {
  CHECK(table(db.list_review_tags(), [](const auto& r) { return line(r.tag, r.review_count); }) ==
        Lines{"classic|2", "sea|1"});
}

TEST_CASE_FIXTURE(SampleTest, "GetLatestReview") {
  const auto latest = one(db.get_latest_review(id("b1")));
  CHECK(line(latest.id, latest.beginning, latest.body_length) == "3|Agreed.|7");
  CHECK_FALSE(db.get_latest_review(id("b2")));
}

}  // namespace sample
