-- The index of texts. Constants of luzhi/search/folding.py stand in as literals; a per cent sign is written twice.

CREATE FUNCTION search_fold(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    t text := lower(translate(left(given, %(longest)s), %(blank)s, '') COLLATE "C");
    a text;
    b text;
BEGIN
    IF t ~ %(foldable)s THEN  -- rare: one table of 6,000 pairs costs 25 ms a text, the few that occur cost nothing
        SELECT string_agg(c, ''), string_agg(substr(%(to)s, strpos(%(from)s, c), 1), '') INTO a, b
        FROM (SELECT DISTINCT m[1] AS c FROM regexp_matches(t, %(foldable)s, 'g') m) found;
        t := translate(t, a, b);
    END IF;
    RETURN btrim(regexp_replace(t, %(marks)s, ' ', 'g'));
END $$;

-- What a committee's entries begin with: its own lists in the index, whatever the number of committees. Two committees
-- may share one; rows are compared by committee as well.
CREATE FUNCTION search_key(committee uuid) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN right(committee::text, 4);

-- Pairs of neighbours, and the last character of each run alone: what begins with a character finds it anywhere.
-- Two arrays side by side: everything else here is slow on long texts.
CREATE FUNCTION search_grams(mark text, folded text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT array_agg(mark || CASE WHEN b <> ' ' THEN a || b ELSE a END)
    FROM unnest(string_to_array(folded, NULL), string_to_array(substr(folded, 2), NULL)) pair (a, b) WHERE a <> ' '
$$;

CREATE FUNCTION search_vector(committee uuid, title text, body text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $$
DECLARE
    key text := public.search_key(committee);
BEGIN
    RETURN array_to_tsvector(coalesce(public.search_grams(key || 't', title), '{}')
        || coalesce(public.search_grams(key || 'a', title || ' ' || body), '{}'));
END $$;

ALTER TABLE search_entry SET (toast_tuple_target = 256);  -- long texts stand apart: lists of hits read short rows
CREATE INDEX search_entry_vector ON search_entry USING gin (search_vector(committee_id, title, body))
    WITH (fastupdate = on, gin_pending_list_limit = 1024);
ALTER INDEX search_entry_vector ALTER COLUMN 1 SET STATISTICS 0;  -- plans need none, and they would cost minutes

-- The functions below read as the tables' owner: an index serves no query that row-level security must filter first,
-- unless its operator is leakproof, and none of the full text's is. So each says itself what row-level security says.
-- Beside a list of the full text the committee is compared by IS NOT DISTINCT FROM, which no index serves: the list is the
-- committee's own already, and the planner would read the whole committee's key beside it.
CREATE POLICY index_reader ON search_entry FOR SELECT TO CURRENT_USER USING (true);

CREATE FUNCTION search_shown(committee uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(committee = ANY (NULLIF(current_setting('luzhi.tenants', true), '')::uuid[]), false);

-- All of the grams; one that ends in * is a beginning.
CREATE FUNCTION search_query(committee uuid, grams text[]) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT string_agg('''' || replace(public.search_key(committee) || rtrim(g, '*'), '''', '''''') || ''''
        || CASE WHEN g LIKE '%%*' THEN ':*' ELSE '' END, ' & ')::tsquery
    FROM unnest(grams) g
$$;

-- The newest entries that hold every gram (each begins with a: anywhere, or t: in the title) and every word as it stands.
-- Without grams the entries are read from the newest on: for words that stand in nearly all of them.
CREATE FUNCTION search_hits(
    asked uuid, kinds text[], grams text[], words text[], among uuid[], skipped int, most int
) RETURNS TABLE (kind text, id uuid, title text, body text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET cursor_tuple_fraction = 0.0001 AS $$
#variable_conflict use_column
DECLARE
    one record;
    word text;
    held int := 0;
    newest refcursor;
BEGIN
    IF NOT search_shown(asked) THEN RETURN; END IF;
    IF grams IS NOT NULL AND words = '{}' THEN
        RETURN QUERY WITH holding AS MATERIALIZED (
            SELECT e.id, e.at FROM search_entry e
            WHERE search_vector(e.committee_id, e.title, e.body) @@ search_query(asked, grams)
            AND e.committee_id IS NOT DISTINCT FROM asked AND e.kind = ANY (kinds) AND (among IS NULL OR e.id = ANY (among))
        ), best AS MATERIALIZED (
            SELECT h.id, h.at FROM holding h ORDER BY h.at DESC, h.id DESC OFFSET skipped LIMIT most
        ) SELECT e.kind::text, e.id, e.title, e.body FROM best JOIN search_entry e USING (id)
          ORDER BY best.at DESC, best.id DESC;
        RETURN;
    END IF;
    IF grams IS NULL THEN
        OPEN newest FOR SELECT e.id FROM search_entry e
            WHERE e.committee_id = asked AND e.kind = ANY (kinds) AND (among IS NULL OR e.id = ANY (among))
            ORDER BY e.at DESC, e.id DESC;
    ELSE
        OPEN newest FOR WITH holding AS MATERIALIZED (  -- or the planner would read from the newest on here too
            SELECT e.id, e.at FROM search_entry e
            WHERE search_vector(e.committee_id, e.title, e.body) @@ search_query(asked, grams)
            AND e.committee_id IS NOT DISTINCT FROM asked AND e.kind = ANY (kinds) AND (among IS NULL OR e.id = ANY (among))
        ) SELECT h.id FROM holding h ORDER BY h.at DESC, h.id DESC;
    END IF;
    <<entries>> LOOP
        FETCH newest INTO one;
        EXIT WHEN NOT FOUND OR held >= skipped + most;
        SELECT e.kind, e.id, e.title, e.body || '' INTO kind, id, title, body  -- unpacked once, not for every word
            FROM search_entry e WHERE e.id = one.id;
        FOREACH word IN ARRAY words LOOP
            CONTINUE entries WHEN strpos(title, word) = 0 AND strpos(body, word) = 0;
        END LOOP;
        held := held + 1;
        IF held > skipped THEN RETURN NEXT; END IF;
    END LOOP;
    CLOSE newest;
END $$;

-- The entries that share most with the words, each a list of grams joined by spaces; a word weighs more the rarer it is.
-- Of a word that stands in more than `most_of_one` entries only as many are looked at, and `expected` says in how many it stands.
CREATE FUNCTION search_alike(
    asked uuid, kinds text[], words text[], expected int[], among uuid[], documents int, most_of_one int, most int
) RETURNS TABLE (kind text, id uuid, weight float)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_custom_plan AS $$
    WITH found AS MATERIALIZED (
        SELECT e.id, w.word, w.expected
        FROM unnest(words, expected) w (word, expected)
        CROSS JOIN LATERAL (
            SELECT e.id FROM search_entry e
            WHERE search_vector(e.committee_id, e.title, e.body) @@ search_query(asked, string_to_array(w.word, ' '))
            AND e.committee_id IS NOT DISTINCT FROM asked AND e.kind = ANY (kinds) AND (among IS NULL OR e.id = ANY (among))
            LIMIT most_of_one
        ) e
        WHERE search_shown(asked)
    ), telling AS MATERIALIZED (
        SELECT word, ln(1 + documents::float / CASE count(*) WHEN most_of_one THEN greatest(most_of_one, max(expected))
            ELSE count(*) END) AS weight
        FROM found GROUP BY word
    ), best AS MATERIALIZED (
        SELECT id, sum(weight) AS weight FROM found JOIN telling USING (word) GROUP BY id ORDER BY 2 DESC, 1 DESC LIMIT most
    )
    SELECT e.kind, e.id, best.weight FROM best JOIN search_entry e USING (id) ORDER BY 3 DESC, e.id DESC
$$;

-- In how many entries each word (grams joined by spaces) stands, counted up to `most`.
CREATE FUNCTION search_counts(asked uuid, words text[], most int) RETURNS TABLE (word text, entries int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_custom_plan AS $$
    SELECT w.word, (
        SELECT count(*)::int FROM (
            SELECT FROM search_entry e
            WHERE search_vector(e.committee_id, e.title, e.body) @@ search_query(asked, string_to_array(w.word, ' '))
            AND e.committee_id IS NOT DISTINCT FROM asked LIMIT most
        ) counted
    )
    FROM unnest(words) w (word) WHERE search_shown(asked)
$$;

-- The share of a sample of the entries in which each gram stands, without those below `rarest`.
CREATE FUNCTION search_shares(asked uuid, sampled int, rarest float) RETURNS TABLE (gram text, share float)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    taken text;
BEGIN
    IF NOT search_shown(asked) THEN RETURN; END IF;
    taken := format('SELECT e.id FROM public.search_entry e WHERE e.committee_id = %%L ORDER BY right(e.id::text, 8) LIMIT %%s',
        asked, sampled);
    RETURN QUERY EXECUTE format('SELECT substr(word, 6), ndoc::float / (SELECT count(*) FROM (%%1$s) s) FROM ts_stat(%%2$L)'
        ' WHERE substr(word, 5, 1) = ''a'' AND ndoc >= %%3$s * (SELECT count(*) FROM (%%1$s) s)',
        taken,
        format('SELECT public.search_vector(e.committee_id, '''', e.body) FROM public.search_entry e WHERE e.id IN (%%s)', taken),
        rarest);
END $$;
