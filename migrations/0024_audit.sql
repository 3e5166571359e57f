-- What was done, by whom and when. Entries are only ever added, and each is bound to the one before it by a hash.
CREATE TABLE audit_entries (
  id integer PRIMARY KEY,
  at timestamptz NOT NULL,
  user_id integer,
  actor text NOT NULL,
  kind text NOT NULL,
  jurisdiction_id integer,
  subject text NOT NULL,
  details jsonb NOT NULL CHECK (jsonb_typeof(details) = 'object'),
  prev_hash bytea NOT NULL CHECK (length(prev_hash) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32)
);
COMMENT ON TABLE audit_entries IS 'What was done. The id counts from 1 without a gap, and no row is ever changed or deleted';
COMMENT ON COLUMN audit_entries.at IS 'By the clock of the program, which may jump: the order is that of the ids';
COMMENT ON COLUMN audit_entries.user_id IS 'Who did it, of users; NULL: nobody who was signed in. Without a foreign key, so that an entry outlives all else';
COMMENT ON COLUMN audit_entries.actor IS 'Name of the person at that time; without a user_id: open (nobody signs in here), nobody (was not signed in), cli or program';
COMMENT ON COLUMN audit_entries.kind IS 'What was done, as the program names it';
COMMENT ON COLUMN audit_entries.jurisdiction_id IS 'Where; NULL: in no jurisdiction or in all. Without a foreign key';
COMMENT ON COLUMN audit_entries.subject IS 'To what it was done: a name, a code or a number; empty: to nothing in particular';
COMMENT ON COLUMN audit_entries.details IS 'before and after of what was changed, and further facts';
COMMENT ON COLUMN audit_entries.prev_hash IS 'Hash of the entry before; 32 zero bytes for the first';
COMMENT ON COLUMN audit_entries.hash IS 'SHA-256 of prev_hash and every other column, as audit_entry_text writes them';
CREATE INDEX audit_entries_at ON audit_entries (at);
CREATE INDEX audit_entries_kind ON audit_entries (kind, id);
CREATE INDEX audit_entries_actor ON audit_entries (actor, id);
CREATE INDEX audit_entries_jurisdiction ON audit_entries (jurisdiction_id, id);

-- A field is its length in bytes, a colon and its text; one that is NULL is a hyphen. No two entries are written alike.
CREATE FUNCTION audit_field(value text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN COALESCE(octet_length(value)::text || ':' || value, '-');

CREATE FUNCTION audit_entry_text(entry audit_entries) RETURNS text LANGUAGE sql STABLE
RETURN audit_field(entry.id::text)
  || audit_field((extract(epoch FROM entry.at) * 1000000)::bigint::text)
  || audit_field(entry.user_id::text)
  || audit_field(entry.actor)
  || audit_field(entry.kind)
  || audit_field(entry.jurisdiction_id::text)
  || audit_field(entry.subject)
  || audit_field(entry.details::text);

-- Puts a new entry at the end of the chain. One writer at a time: who comes second waits until the first has committed,
-- so that no two entries follow the same one and no id is left out. It reads as the owner, who sees every entry. An entry
-- that brings its own hash comes out of a backup and is kept as it was: making it anew would hide that it was changed.
CREATE FUNCTION chain_audit_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  last_id integer;
BEGIN
  IF NEW.hash IS NOT NULL THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('audit_entries', 0));
  SELECT id, hash INTO last_id, NEW.prev_hash FROM audit_entries ORDER BY id DESC LIMIT 1;
  NEW.id := COALESCE(last_id, 0) + 1;
  NEW.prev_hash := COALESCE(NEW.prev_hash, decode(repeat('00', 32), 'hex'));
  NEW.hash := sha256(NEW.prev_hash || convert_to(audit_entry_text(NEW), 'UTF8'));
  RETURN NEW;
END $$;
CREATE TRIGGER audit_entries_chain BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION chain_audit_entry();

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_entries takes new entries only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entries_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
