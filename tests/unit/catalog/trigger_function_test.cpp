#include "catalog/trigger_function.hpp"

#include <doctest/doctest.h>

#include <string>

using pgscribe::catalog::always_returns_new;

TEST_CASE("trigger functions that give back NEW") {
  for (const char* body : {
           "BEGIN RETURN NEW; END",
           "BEGIN NEW.a := 1; new.b = NULL; RETURN new; END",
           "BEGIN IF NEW.a IS NULL THEN RETURN NEW; ELSE RAISE 'no'; END IF; RETURN NEW; END",
           "BEGIN /* RETURN NULL; */ -- RETURN NULL;\n RETURN NEW; END",
           "BEGIN PERFORM log('RETURN NULL;'); INSERT INTO l VALUES (NEW.a, NEW.b); RETURN NEW; END",
           "BEGIN IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END",
           "BEGIN IF (TG_OP = 'DELETE') THEN IF x THEN y := 1; END IF; RETURN OLD; ELSE RETURN NEW; END IF; END",
           "BEGIN IF TG_OP = 'INSERT' THEN RETURN NEW; ELSIF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END",
           "BEGIN RETURN COALESCE(NEW, OLD); END",
           "BEGIN IF NEW = OLD THEN x := 1; END IF; RETURN NEW; END",
       }) {
    CAPTURE(std::string(body));
    CHECK(always_returns_new(body));
  }
}

TEST_CASE("trigger functions that may give back NULL") {
  for (const char* body : {
           "BEGIN RETURN NULL; END",
           "BEGIN RETURN OLD; END",
           "BEGIN IF x THEN RETURN NULL; END IF; RETURN NEW; END",
           "BEGIN IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NULL; END",
           "BEGIN IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN OLD; END IF; END",
           "BEGIN IF TG_OP <> 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END",
           "BEGIN RETURN row; END",
           "BEGIN RETURN CASE WHEN x THEN NEW END; END",
           "BEGIN NEW := NULL; RETURN NEW; END",
           "BEGIN NEW = NULL; RETURN NEW; END",
           "BEGIN SELECT * INTO NEW FROM t; RETURN NEW; END",
           "BEGIN SELECT * INTO STRICT NEW FROM t; RETURN NEW; END",
           "BEGIN FOR NEW IN SELECT * FROM t LOOP END LOOP; RETURN NEW; END",
           "DECLARE n ALIAS FOR NEW; BEGIN n := NULL; RETURN NEW; END",
       }) {
    CAPTURE(std::string(body));
    CHECK_FALSE(always_returns_new(body));
  }
}
