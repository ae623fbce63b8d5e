CREATE FUNCTION shared.touch_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        NEW.updated_at := now();
        RETURN NEW;
    END;
    $$;

CREATE TRIGGER users_touch BEFORE UPDATE ON shared.users
    FOR EACH ROW EXECUTE FUNCTION shared.touch_updated_at();
CREATE TRIGGER movies_touch BEFORE UPDATE ON movies
    FOR EACH ROW EXECUTE FUNCTION shared.touch_updated_at();

CREATE FUNCTION shared.log_rating() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        INSERT INTO shared.activity_log (user_id, action, subject, details)
        VALUES (NEW.user_id, 'movie.rate', NEW.movie_id::text, jsonb_build_object('value', NEW.value));
        RETURN NULL;
    END;
    $$;

CREATE TRIGGER ratings_log AFTER INSERT OR UPDATE OF value ON ratings
    FOR EACH ROW EXECUTE FUNCTION shared.log_rating();
