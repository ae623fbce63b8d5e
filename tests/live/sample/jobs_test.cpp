#include <algorithm>

#include "sample_test.hpp"

namespace sample {

namespace {

std::string show_payload(const media_library::JobPayload& payload) {
  return line(payload.path, payload.size, payload.attempt);
}

}  // namespace

TEST_CASE_FIXTURE(SampleTest, "EnqueueJob takes the application's own payload") {
  const std::int64_t key = one(db.enqueue_job({.queue = "scan",
                                               .kind = "folder",
                                               .payload = {.path = "/a \"b\"", .size = 7, .attempt = std::nullopt},
                                               .priority = 3,
                                               .run_at = std::nullopt}));
  const media::Job job = one(db.lock_job(key));
  CHECK(line(job.queue, job.kind, show_payload(job.payload), job.priority, job.state, job.attempts, job.max_attempts,
             job.locked_by, job.last_error,
             job.retry_after) == "scan|folder|/a \"b\"|7|NULL|3|queued|0|3|NULL|NULL|PT30S");
}

TEST_CASE_FIXTURE(SampleTest, "EnqueueDefaultJob") {
  const std::int64_t key = db.enqueue_default_job("tidy");
  CHECK(line(one(db.lock_job(key)).queue, one(db.lock_job(key)).kind) == "default|tidy");
}

TEST_CASE_FIXTURE(SampleTest, "TakeJobs") {
  auto jobs = db.take_jobs({.queue = "default", .batch_size = 5, .worker = "w"});
  std::ranges::sort(jobs, {}, [](const auto& r) { return r.id; });
  CHECK(table(jobs, [](const auto& r) { return line(r.id, r.kind, show_payload(r.payload), r.attempts); }) ==
        Lines{"100|scan|/media/films|5|NULL|1", "101|thumbnail|NULL|NULL|NULL|3"});
  CHECK(db.take_jobs({.queue = "default", .batch_size = 5, .worker = "w"}).empty());
}

TEST_CASE_FIXTURE(SampleTest, "LockJob") {
  const media::Job job = one(db.lock_job(103));
  CHECK(line(job.id, job.state, job.attempts, job.run_at, job.locked_by, job.locked_at, job.last_error) ==
        "103|running|1|2025-01-01 00:00:00+00|worker-1|2025-01-01 00:00:10+00|NULL");
  CHECK_FALSE(db.lock_job(1));
}

TEST_CASE_FIXTURE(SampleTest, "FinishJob") {
  CHECK(db.finish_job(103) == 1);
  CHECK(db.finish_job(103) == 0);
}

TEST_CASE_FIXTURE(SampleTest, "FailJob tries again, or gives up") {
  const auto again = one(db.fail_job({.error = "boom", .id = 103}));
  CHECK(line(again.state, again.delayed) == "queued|t");
  CHECK(db.take_jobs({.queue = "default", .batch_size = 5, .worker = "w"}).size() == 2);
  CHECK(one(db.fail_job({.error = "boom", .id = 101})).state == media::JobState::failed);
  CHECK(show(one(db.lock_job(101)).last_error) == "boom");
}

TEST_CASE_FIXTURE(SampleTest, "CountJobs") {
  CHECK(table(db.count_jobs(), [](const auto& r) { return line(r.queue, r.state, r.job_count, r.next_run_at); }) ==
        Lines{"default|queued|3|2025-01-01 00:00:00+00", "mail|running|1|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "ListJobs") {
  CHECK(table(db.list_jobs(), [](const auto& r) { return line(r.id, r.kind, r.state, r.target_path, r.size); }) ==
        Lines{"100|scan|queued|/media/films|5", "101|thumbnail|queued|NULL|NULL", "102|later|queued|NULL|NULL",
              "103|digest|running|NULL|1"});
}

TEST_CASE_FIXTURE(SampleTest, "GetJobPayload") {
  CHECK(show_payload(one(db.get_job_payload(100))) == "/media/films|5|1");
  CHECK(show_payload(one(db.get_job_payload(101))) == "NULL|NULL|3");
  CHECK_FALSE(db.get_job_payload(1));
}

TEST_CASE_FIXTURE(SampleTest, "DrawJobNumber") {
  const std::int64_t first = db.draw_job_number();
  CHECK(db.draw_job_number() == first + 1);
}

TEST_CASE_FIXTURE(SampleTest, "TryLockWorker") { CHECK(show(one(db.try_lock_worker("w"))) == "t"); }

TEST_CASE_FIXTURE(SampleTest, "ClearJobs") {
  db.clear_jobs();
  CHECK(db.list_jobs().empty());
}

}  // namespace sample
