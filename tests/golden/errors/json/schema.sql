CREATE TYPE shape AS (a integer);
CREATE TYPE temperature;
CREATE FUNCTION temperature_in(cstring) RETURNS temperature LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION temperature_out(temperature) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE temperature (INPUT = temperature_in, OUTPUT = temperature_out);
CREATE FUNCTION to_my_json(temperature) RETURNS json LANGUAGE sql IMMUTABLE AS 'SELECT ''{}''::json';
CREATE CAST (temperature AS json) WITH FUNCTION to_my_json(temperature);
CREATE TABLE t (id bigint PRIMARY KEY, name text, payload jsonb, heat temperature);
