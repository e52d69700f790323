CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
BEGIN
    -- One writer of a committee's chain at a time; the lock ends with the transaction that writes the link.
    PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || NEW.committee_id, 0));
    SELECT seq, digest INTO last FROM audit_entry WHERE committee_id = NEW.committee_id ORDER BY seq DESC LIMIT 1;
    NEW.seq := coalesce(last.seq, 0) + 1;
    NEW.at := clock_timestamp();
    NEW.previous := coalesce(last.digest, ''::bytea);
    NEW.digest := sha256(NEW.previous || convert_to(concat_ws(E'\x1f', NEW.committee_id, NEW.seq,
        extract(epoch from NEW.at)::numeric(20,6), NEW.actor_key, NEW.verb, NEW.subject_type, NEW.subject_id,
        NEW.changes::text, NEW.remark_id), 'UTF8'));
    RETURN NEW;
END $$;
CREATE TRIGGER audit_chain BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_chain();

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit chain is append-only';
END $$;
CREATE TRIGGER audit_refuse BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_refuse_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
