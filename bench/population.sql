-- An invented population, made set by set. Settings come in as the one row of the temporary table `wanted`:
-- Everything follows from numbers: the same settings give the same rows.

CREATE FUNCTION pg_temp.draw(what text, n bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT ('x' || substr(md5((SELECT seed FROM wanted) || what || n), 1, 8))::bit(32)::bigint & 2147483647
$$;
-- A UUIDv7 of that moment: the record's ids grow with time, and so must these.
CREATE FUNCTION pg_temp.made(what text, n bigint, at timestamptz) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid
    FROM (SELECT md5((SELECT seed FROM wanted) || what || n) AS h) drawn
$$;
CREATE FUNCTION pg_temp.one_of(words text[], n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT words[1 + n % array_length(words, 1)]
$$;

CREATE TEMP TABLE word AS SELECT
    '{Katie,Shannon,Priya,Chloe,Donna,Fatima,Hayley,Karen,Leanne,Agnieszka,Natalie,Rukhsana,Sian,Tracey,Zoe}'::text[] AS women,
    '{Dean,Kofi,Liam,Marcus,Nathan,Omar,Paul,Ryan,Sanjay,Tomasz,Wayne,Craig,Gareth,Imran,Jason}'::text[] AS men,
    '{Amy,Tia,Jayden,Maisie,Aaliyah,Noah,Poppy,Riley,Zara,Alfie,Ellie-Mae,Mohammed,Lexi,Kai,Freya,Jakub}'::text[] AS children,
    '{Smith,Robbins,Okafor,Hussain,Kowalska,Doyle,Patel,Greenwood,Mbeki,Whitehouse,Harris,Begum,Tranter,Nowak,Lloyd}'::text[] AS families,
    '{Joanne,Ifeoma,Rob,Paula,Sunita,Dee,Alan,Moira,Steph,Yusuf}'::text[] AS first_names,
    '{Mercer,Obi,Yates,Marsh,Rao,Cole,Field,Lund,Berg,Ahmed,Price,Dunn}'::text[] AS surnames,
    '{Lime Street,Canal Road,Beech Avenue,Station Terrace,Hill Top,Mill Lane}'::text[] AS streets,
    '{Holyhead Primary,St Mary’s,Park Lane Academy,Little Acorns Nursery}'::text[] AS schools,
    '{Three houses,Feelings cards,A drawing of the week,Life story book}'::text[] AS tools;

-- Workers, their teams, and whom access is given to
INSERT INTO team (id, name)
SELECT pg_temp.made('team', t, began), 'Family Help ' || t
FROM wanted, generate_series(1, (SELECT count(*) FROM generate_series(1, families, families_a_worker * workers_a_team))) t;

CREATE TEMP TABLE worker AS
SELECT w AS n, pg_temp.made('worker', w, began) AS id, 1 + (w - 1) / workers_a_team AS team_n,
       pg_temp.made('team', 1 + (w - 1) / workers_a_team, began) AS team_id,
       CASE WHEN w > workers THEN 'manager' ELSE 'key_worker' END AS role
FROM (SELECT *, ceil(families::numeric / families_a_worker)::bigint AS workers FROM wanted) s, generate_series(1, s.workers) w
UNION ALL
SELECT -t.t, pg_temp.made('manager', t.t, began), t.t, pg_temp.made('team', t.t, began), 'manager'
FROM wanted, generate_series(1, (SELECT count(*) FROM team WHERE name LIKE 'Family Help %')) t(t);

INSERT INTO "user" (id, password, sign_in_name, name, job_title, telephone, role, is_active, demonstration, added_at)
SELECT id, password, CASE WHEN n < 0 THEN 'manager.' || -n ELSE 'worker.' || n END,
       pg_temp.one_of(first_names, pg_temp.draw('first', n)) || ' ' || pg_temp.one_of(surnames, pg_temp.draw('last', n)),
       '', '01632 960' || lpad((abs(n) % 1000)::text, 3, '0'), role, true, false, began
FROM worker, wanted, word;
INSERT INTO team_member (id, team_id, user_id, during)
SELECT pg_temp.made('member', n, began), team_id, id, tstzrange(began, NULL) FROM worker, wanted;
INSERT INTO principal (id, kind, user_id) SELECT pg_temp.made('principal', n, began), 'user', id FROM worker, wanted;
INSERT INTO principal (id, kind, team_id)
SELECT pg_temp.made('team principal', team_n, began), 'team', team_id FROM worker, wanted WHERE n < 0;

-- Families: the first of a worker's families is dense, as a long piece of work with many children is
CREATE TEMP TABLE household AS
SELECT first_family + f AS id, f AS n, w.id AS worker_id, w.n AS worker_n, w.team_id, w.team_n,
       pg_temp.one_of(word.families, pg_temp.draw('surname', f)) AS surname,
       today - 30 - (pg_temp.draw('opened', f) % 300)::int AS opened_on,
       1 + pg_temp.draw('children', f) % 4 AS children,
       visits_a_family / 4 + pg_temp.draw('visits', f) % (visits_a_family * 3 / 2)
           + CASE WHEN f % families_a_worker = 1 THEN 2 * visits_a_family ELSE 0 END AS visits
FROM wanted, word, generate_series(1, wanted.families) f
JOIN worker w ON w.n = 1 + (f - 1) / (SELECT families_a_worker FROM wanted);
ALTER TABLE household ADD opened timestamptz;
UPDATE household SET opened = opened_on + interval '10 hours';

INSERT INTO family (id, reference, name, lead_team_id, restricted, made_at)
SELECT id, 'B' || lpad(id::text, 9, '0'), surname, team_id, false, opened FROM household;

CREATE TEMP TABLE human AS
SELECT h.id AS family_id, h.n * 10 + p AS n, p, pg_temp.made('person', h.n * 10 + p, h.opened) AS id, h.opened, h.opened_on, h.worker_id,
       CASE WHEN p = 1 THEN pg_temp.one_of(women, pg_temp.draw('mother', h.n)) WHEN p = 2 THEN pg_temp.one_of(men, pg_temp.draw('father', h.n))
            ELSE pg_temp.one_of(word.children, h.n * 5 + p) END || ' ' || h.surname AS name,
       CASE p WHEN 1 THEN 'mother' WHEN 2 THEN 'father' ELSE 'child' END AS role, p <> 2 AS in_household,
       CASE WHEN p <= 2 THEN DATE '1980-01-01' + (pg_temp.draw('adult', h.n * 10 + p) % 7000)::int
            ELSE h.opened_on - 400 - (pg_temp.draw('child', h.n * 10 + p) % 5000)::int END AS born
FROM household h, word, generate_series(1, 2 + h.children) p;

CREATE INDEX ON human (family_id, p);
ANALYZE household;
ANALYZE human;

INSERT INTO person (id) SELECT id FROM human;
INSERT INTO person_known_as (id, family_id, recorded_by_id, recorded_at, person_id, name, described_as, birth, during, protected)
SELECT pg_temp.made('known', n, opened), family_id, worker_id, opened, id, name, '', daterange(born, born + 1),
       daterange(opened_on, NULL), false FROM human;
INSERT INTO membership (id, family_id, recorded_by_id, recorded_at, person_id, role, in_household, during)
SELECT pg_temp.made('membership', n, opened), family_id, worker_id, opened, id, role, in_household, daterange(opened_on, NULL) FROM human;
INSERT INTO person_fact (id, fact_id, family_id, recorded_by_id, recorded_at, person_id, kind, value, during, protected, retracts)
SELECT pg_temp.made('address', n, opened), pg_temp.made('address fact', n, opened), family_id, worker_id, opened, id, 'address',
       (1 + pg_temp.draw('house', n) % 90) || ' ' || pg_temp.one_of(streets, n), daterange(opened_on, NULL), false, false
FROM human, word WHERE in_household
UNION ALL
SELECT pg_temp.made('school', n, opened), pg_temp.made('school fact', n, opened), family_id, worker_id, opened, id, 'school',
       pg_temp.one_of(schools, n), daterange(opened_on, NULL), false, false FROM human, word WHERE p > 2;
INSERT INTO relationship (id, family_id, recorded_by_id, recorded_at, from_person_id, to_person_id, kind, subtype, certainty, during, retracts)
SELECT pg_temp.made('tie', c.n * 2 + a.p, c.opened), c.family_id, c.worker_id, c.opened, a.id, c.id, 'parent', '', 'known',
       daterange(c.opened_on, NULL), false
FROM human c JOIN human a ON a.family_id = c.family_id AND a.p <= 2 WHERE c.p > 2;
INSERT INTO parental_responsibility (id, family_id, recorded_by_id, recorded_at, child_id, holder_person_id, basis, during)
SELECT pg_temp.made('responsibility', c.n, c.opened), c.family_id, c.worker_id, c.opened, c.id, a.id, 'mother', daterange(c.opened_on, NULL)
FROM human c JOIN human a ON a.family_id = c.family_id AND a.p = 1 WHERE c.p > 2;

-- The help, and who sees it
INSERT INTO involvement (id, family_id, recorded_by_id, recorded_at, opened_on)
SELECT pg_temp.made('involvement', n, opened), id, worker_id, opened, opened_on FROM household;
INSERT INTO involvement_model (id, family_id, recorded_by_id, recorded_at, involvement_id, model_version_id)
SELECT pg_temp.made(v.model, n, opened), h.id, worker_id, opened, pg_temp.made('involvement', n, opened), v.id
FROM household h, (SELECT DISTINCT ON (model) model, id FROM model_version ORDER BY model, published_at DESC) v;
INSERT INTO helper (id, family_id, recorded_by_id, recorded_at, involvement_id, user_id, role, during)
SELECT pg_temp.made('helper', n, opened), id, worker_id, opened, pg_temp.made('involvement', n, opened), worker_id, 'key_worker',
       tstzrange(opened, NULL) FROM household;
INSERT INTO family_access (id, family_id, recorded_by_id, recorded_at, principal_id, level, basis, basis_id, why, during)
SELECT pg_temp.made('access', n, opened), id, worker_id, opened, pg_temp.made('principal', worker_n, began), 'full', 'helper',
       pg_temp.made('helper', n, opened), 'helps as key worker', tstzrange(opened, NULL) FROM household, wanted
UNION ALL
SELECT pg_temp.made('team access', n, opened), id, worker_id, opened, pg_temp.made('team principal', team_n, began), 'full', 'lead_team',
       team_id, 'leads the help', tstzrange(opened, NULL) FROM household, wanted;

-- Deeds: what began the work, then visits with direct work and two children's words; evenly over the time until today
CREATE TEMP TABLE deed AS
SELECT h.id AS family_id, h.n AS family_n, h.n * 100 + d AS n, d, h.worker_id, h.opened,
       CASE WHEN d < 5 THEN h.opened_on + d * 3
            ELSE h.opened_on + 15 + ((d - 5) * GREATEST(today - h.opened_on - 16, 1) / GREATEST(h.visits, 1))::int END AS day
FROM household h, wanted, generate_series(0, (4 + h.visits)::int) d;
ALTER TABLE deed ADD at timestamptz;
UPDATE deed SET at = day + interval '15 hours';
ANALYZE deed;

CREATE TEMP TABLE made_entry AS
SELECT d.*, e.e, d.n * 10 + e.e AS entry_n, pg_temp.made('entry', d.n * 10 + e.e, d.at) AS id,
       pg_temp.made('strand', d.n * 10 + e.e, d.at) AS strand_id, e.kind, e.subtype, e.nature, e.minutes, e.sentence, e.facts, e.p
FROM deed d, word, LATERAL (
    SELECT 1 AS e, begun.kind, begun.subtype, 'process' AS nature, NULL::int AS minutes, begun.sentence, begun.facts::jsonb, NULL::int AS p
    FROM (VALUES
        (0, 'pathway.referral_received', NULL, 'Sunita Rao (Holyhead Primary) asked for help for the family.', '{"from_name": "Sunita Rao", "agency": "Holyhead Primary"}'),
        (1, 'pathway.accepted', NULL, 'The referral was accepted.', '{}'),
        (2, 'pathway.allocated', NULL, 'The key worker was allocated.', '{"name": "Joanne Mercer"}'),
        (3, 'pathway.stage_began', 'assessment', 'The family moved to stage 3 of 7: Assessment.', '{"stage": "Assessment", "order": 3, "of": 7}'),
        (4, 'pathway.stage_began', 'support', 'The family moved to stage 5 of 7: Ongoing support.', '{"stage": "Ongoing support", "order": 5, "of": 7}')
    ) begun(d, kind, subtype, sentence, facts) WHERE begun.d = d.d
    UNION ALL
    SELECT 1, 'visits.visit', 'direct_work', 'process', 90, 'Visit: at home. ' || c1.name || ' seen alone.',
           jsonb_build_object('place', 'At home', 'seen_alone', jsonb_build_array(c1.name)), 3 FROM human c1
    WHERE d.d > 4 AND c1.family_id = d.family_id AND c1.p = 3
    UNION ALL
    SELECT 2, 'visits.direct_work', 'three_houses', 'intervention', 40,
           'Direct work with ' || c1.name || ': ' || pg_temp.one_of(tools, d.n) || '.',
           jsonb_build_object('name', c1.name, 'tool', pg_temp.one_of(tools, d.n)), 3 FROM human c1
    WHERE d.d > 4 AND c1.family_id = d.family_id AND c1.p = 3
    UNION ALL
    SELECT c.p, 'visits.child_said', NULL, 'voice', NULL, c.name || ' said, in their own words.', jsonb_build_object('name', c.name), c.p
    FROM human c WHERE d.d > 4 AND c.family_id = d.family_id AND c.p IN (3, 4)
) e;

ANALYZE made_entry;

INSERT INTO strand (id, family_id, audience) SELECT strand_id, family_id, 'team' FROM made_entry ORDER BY at, entry_n;
INSERT INTO entry (id, strand_id, family_id, audience, deed_id, involvement_id, kind, subtype, nature, happened_on, happened_to, precision,
                   minutes, sentence, facts, recorded_at, recorded_by_id, retracts)
SELECT id, strand_id, family_id, 'team', pg_temp.made('deed', n, at), pg_temp.made('involvement', family_n, opened), kind, subtype, nature,
       day, day, 'day', minutes, sentence, facts, at, worker_id, false
FROM made_entry ORDER BY at, entry_n;
INSERT INTO entry_about (id, strand_id, family_id, audience, entry_id, person_id, part)
SELECT pg_temp.made('about', m.entry_n * 10 + c.p, m.at), m.strand_id, m.family_id, 'team', m.id, c.id,
       CASE WHEN m.nature = 'voice' THEN 'said' WHEN m.nature = 'intervention' THEN 'with' WHEN c.p = 1 THEN 'present'
            WHEN c.p = 3 THEN 'seen_alone' ELSE 'seen' END
FROM made_entry m JOIN human c ON c.family_id = m.family_id
WHERE CASE WHEN m.p IS NULL OR m.nature = 'process' THEN c.p <> 2 ELSE c.p = m.p END
ORDER BY m.at, m.entry_n;
INSERT INTO entry_text (id, strand_id, family_id, audience, entry_id, person_id, part, body)
SELECT pg_temp.made('text', m.entry_n, m.at), m.strand_id, m.family_id, 'team', m.id, c.id,
       CASE WHEN m.nature = 'voice' THEN 'words' ELSE 'reading' END,
       CASE WHEN m.nature = 'voice' THEN 'I like it when we have tea together and nobody shouts. I want a bed in my own room, and for Mum to sleep.'
            ELSE repeat('We sat at the kitchen table and talked about the week, what went well and what was hard. ', 8) END
FROM made_entry m JOIN human c ON c.family_id = m.family_id AND c.p = m.p
WHERE m.nature IN ('voice', 'intervention') ORDER BY m.at, m.entry_n;

INSERT INTO due (id, family_id, involvement_id, source, source_id, name, started_on, soon_on, due_on, on_hold, owner_id, because)
SELECT pg_temp.made(clock, n, opened), id, pg_temp.made('involvement', n, opened), 'clock', 'family_intervention/' || clock, name,
       due_on - soon - 10, due_on - soon, due_on, false, worker_id, '{}'
FROM (SELECT h.*, c.*, today - 3 + (pg_temp.draw(c.clock, h.n) % c.spread)::int AS due_on
      FROM household h, wanted, (VALUES
          ('direct_contact', 'Spend time with the family', 2, 9), ('assessment', 'Finish the assessment', 7, 42),
          ('first_review', 'Hold the first multi-agency review', 14, 56)
      ) c(clock, name, soon, spread)) d;

INSERT INTO read_log (id, at, user_id, basis, family_id, route, rows, request_id, asked)
SELECT pg_temp.made('look', d.n, d.at), d.at, d.worker_id, 'helper', d.family_id, 'desk:family', 1, pg_temp.made('request', d.n, d.at), ''
FROM deed d;

SELECT setval(pg_get_serial_sequence('family', 'id'), (SELECT max(id) FROM family));
