#include "sample_test.hpp"

namespace sample {

TEST_CASE_FIXTURE(SampleTest, "OpenSession") {
  const auto session = one(db.open_session({.user_id = id("a3"),
                                            .token_digest = digest(5),
                                            .ip_address = inet("10.0.0.1"),
                                            .user_agent = std::nullopt,
                                            .lifetime = span("P1D")}));
  CHECK(session.id > 4);
  CHECK(session.expires_at - session.created_at == std::chrono::hours{24});

  const auto found = one(db.get_session(digest(5)));
  CHECK(line(found.s.id, found.s.ip_address, found.s.user_agent, found.u.username) ==
        line(session.id, "10.0.0.1", "NULL", "Cleo"));
}

TEST_CASE_FIXTURE(SampleTest, "GetSession embeds the session and its user") {
  const auto found = one(db.get_session(digest(1)));
  const media::Session& s = found.s;
  CHECK(line(s.id, s.user_id, s.token_digest, s.ip_address, s.user_agent, s.created_at, s.last_seen_at, s.expires_at,
             s.revoked_at) ==
        "1|a1|\\x0101010101010101010101010101010101010101010101010101010101010101|192.168.1.10|player/1.0|"
        "2025-01-10 08:00:00+00|2025-01-10 09:00:00+00|2099-01-01 00:00:00+00|NULL");
  CHECK(found.u == one(db.get_user(id("a1"))));
  CHECK_FALSE(db.get_session(digest(2)));
  CHECK_FALSE(db.get_session(digest(3)));
}

TEST_CASE_FIXTURE(SampleTest, "TouchSession keeps the address when none is given") {
  db.touch_session({.ip_address = std::nullopt, .id = 1});
  CHECK(show(one(db.get_session(digest(1))).s.ip_address) == "192.168.1.10");
  db.touch_session({.ip_address = inet("2001:db8::1"), .id = 1});
  CHECK(show(one(db.get_session(digest(1))).s.ip_address) == "2001:db8::1");
}

TEST_CASE_FIXTURE(SampleTest, "RevokeSession") {
  CHECK(db.revoke_session(1) == 1);
  CHECK(db.revoke_session(1) == 0);
  CHECK_FALSE(db.get_session(digest(1)));
}

TEST_CASE_FIXTURE(SampleTest, "RevokeOtherSessions") {
  const pgscribe::CommandResult result = db.revoke_other_sessions({.user_id = id("a1"), .current_id = 1});
  CHECK(result.tag == "UPDATE 1");
  CHECK(result.affected_rows == 1);
}

TEST_CASE_FIXTURE(SampleTest, "ListSessions") {
  CHECK(table(db.list_sessions({.at = at("2025-06-01 00:00:00+00"), .user_id = id("a1")}),
              [](const auto& r) {
                return line(r.id, r.address, r.address_family, r.user_agent, r.open, r.lifetime);
              }) == Lines{"1|192.168.1.10|4|player/1.0|t|P27018DT16H", "2|2001:db8::7|6|NULL|f|P1D",
                          "3|NULL|NULL|browser|f|P27016DT16H"});
}

TEST_CASE_FIXTURE(SampleTest, "CountSessionsPerUser") {
  CHECK(table(db.count_sessions_per_user(), [](const auto& r) {
          return line(r.username, r.session_count, r.last_seen_at);
        }) == Lines{"Ada|3|2025-01-12 08:00:00+00", "Bert|1|2025-01-20 10:00:00+00", "Cleo|0|NULL", "Dora|0|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "ListSessionsFromNetwork") {
  CHECK(table(db.list_sessions_from_network(cidr("192.168.1.0/24")), [](const auto& r) {
          return line(r.id, r.user_id, r.ip_address);
        }) == Lines{"1|a1|192.168.1.10", "4|a2|192.168.1.20"});
}

TEST_CASE_FIXTURE(SampleTest, "PurgeSessions") {
  db.purge_sessions(span("P1D"));
  CHECK(table(db.list_sessions({.at = at("2025-06-01 00:00:00+00"), .user_id = id("a1")}),
              [](const auto& r) { return line(r.id); }) == Lines{"1", "3"});
}

TEST_CASE_FIXTURE(SampleTest, "CreateApiKey") {
  const pgscribe::Uuid key = one(db.create_api_key({.user_id = id("a2"),
                                                    .label = "script",
                                                    .prefix = "scri0001",
                                                    .key_digest = digest(7),
                                                    .scopes = {"read", "a,b"},
                                                    .allowed_from = std::vector{cidr("10.0.0.0/8")},
                                                    .expires_on = day("2099-01-01")}));
  CHECK(table(db.list_api_keys({.today = day("2098-12-31"), .user_id = id("a2")}), [](const auto& r) {
          return line(r.id, r.label, r.prefix, r.scopes, r.allowed_from, r.days_left);
        }) == Lines{line(key, "script", "scri0001", "{read,a,b}", "{10.0.0.0/8}", 1)});
}

TEST_CASE_FIXTURE(SampleTest, "FindApiKey") {
  const auto key = one(db.find_api_key({.prefix = "bkup0001", .scope = "read", .address = inet("10.1.2.3")}));
  CHECK(line(key.id, key.user_id, key.scopes) == "d1|a1|{read,write}");
  CHECK(key.key_digest == digest(0xd1));
  CHECK_FALSE(db.find_api_key({.prefix = "bkup0001", .scope = "read", .address = inet("11.1.2.3")}));
  CHECK_FALSE(db.find_api_key({.prefix = "bkup0001", .scope = "delete", .address = inet("10.1.2.3")}));
  CHECK(one(db.find_api_key({.prefix = "phon0001", .scope = "read", .address = inet("11.1.2.3")})).id == id("d2"));
}

TEST_CASE_FIXTURE(SampleTest, "GrantScopes") {
  CHECK(show(one(db.grant_scopes({.added = {"read", "admin"}, .id = id("d1")}))) == "{admin,read,write}");
  CHECK_FALSE(db.grant_scopes({.added = {}, .id = id("99")}));
}

TEST_CASE_FIXTURE(SampleTest, "ListApiKeys") {
  CHECK(table(db.list_api_keys({.today = day("2099-12-01"), .user_id = id("a1")}),
              [](const auto& r) { return line(r.id, r.label, r.prefix, r.scopes, r.allowed_from, r.days_left); }) ==
        Lines{"d1|backup|bkup0001|{read,write}|{10.0.0.0/8,192.168.1.0/24}|30", "d2|phone|phon0001|{read}|NULL|NULL"});
}

TEST_CASE_FIXTURE(SampleTest, "RegisterDevice and ListDevices") {
  const media::Device known =
      one(db.register_device({.id = id("e1"), .user_id = id("a1"), .name = "TV", .mac_address = std::nullopt}));
  CHECK(line(known.id, known.user_id, known.name, known.mac_address) == "e1|a1|TV|08:00:2b:01:02:03");
  const media::Device added = one(db.register_device({.id = id("e2"),
                                                      .user_id = id("a1"),
                                                      .name = "Tablet",
                                                      .mac_address = pgscribe::MacAddr::parse("01:02:03:04:05:06")}));
  CHECK(added.last_seen_at.has_value());
  CHECK(db.list_devices(id("a1")) == std::vector{known, added});
}

}  // namespace sample
