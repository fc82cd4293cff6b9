-- Version 1. Tables in the singular are the store's own; the views in the plural are what SQL queries should read.
-- Dates are ISO 8601 text. `n` is a row number, `id` the record's id. `key` of an actor is its state, else its id.

CREATE TABLE report (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,              -- hash of the normalised body
    title TEXT, outlet TEXT, outlet_actor TEXT, url TEXT, published TEXT, day TEXT, language TEXT,
    dateline TEXT, credit TEXT,           -- JSON, as in the record
    text TEXT NOT NULL,
    story INTEGER NOT NULL,               -- n of the first report of near copies; its own n where there is none
    origin TEXT NOT NULL,                 -- the first originating agency or outlet
    current INTEGER NOT NULL DEFAULT 1,   -- 0: every address that carried it now carries a later version
    added TEXT NOT NULL,
    changed INTEGER NOT NULL              -- the number of the last change, for incremental exports
);
CREATE INDEX report_story ON report (story);
CREATE INDEX report_day ON report (day);
CREATE INDEX report_changed ON report (changed);

CREATE TABLE publication (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL REFERENCES report,
    url TEXT, title TEXT, outlet TEXT, published TEXT,
    version INTEGER NOT NULL DEFAULT 1,   -- the how-manieth body this address has carried
    current INTEGER NOT NULL DEFAULT 1,
    added TEXT NOT NULL
);
CREATE INDEX publication_report ON publication (report);
CREATE INDEX publication_url ON publication (url);

CREATE TABLE reading (
    report INTEGER PRIMARY KEY REFERENCES report,
    reader TEXT NOT NULL,                 -- which code and model read it
    read_at TEXT NOT NULL,
    record BLOB NOT NULL                  -- the JSON record without its report, deflated
);

CREATE TABLE actor (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL, kind TEXT NOT NULL, state TEXT, sectors TEXT, wikidata TEXT, key TEXT NOT NULL
);
CREATE INDEX actor_key ON actor (key);
CREATE INDEX actor_name ON actor (name COLLATE NOCASE);

CREATE TABLE actor_role (
    actor INTEGER NOT NULL REFERENCES actor, role TEXT NOT NULL, first_day TEXT, last_day TEXT,
    PRIMARY KEY (actor, role)
) WITHOUT ROWID;

CREATE TABLE mention (
    report INTEGER NOT NULL REFERENCES report, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actor, form TEXT NOT NULL,
    PRIMARY KEY (report, start, "end", actor)
) WITHOUT ROWID;
CREATE INDEX mention_actor ON mention (actor);

CREATE TABLE statement (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL REFERENCES report,
    source INTEGER REFERENCES actor, source_key TEXT, source_name TEXT, cue TEXT, content TEXT, quoted TEXT,
    start INTEGER, "end" INTEGER, form TEXT NOT NULL, medium TEXT, addressee TEXT, stance TEXT NOT NULL,
    within TEXT, relay TEXT, chain TEXT NOT NULL, origin TEXT NOT NULL, confidence REAL NOT NULL, review TEXT
);
CREATE INDEX statement_report ON statement (report);
CREATE INDEX statement_source ON statement (source_key);
CREATE INDEX statement_actor ON statement (source);

-- A coding is one event as one report tells it; an event is what all its codings are about.
CREATE TABLE event (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    lead INTEGER,                         -- the coding that stands for it
    codings INTEGER NOT NULL DEFAULT 0, reports INTEGER NOT NULL DEFAULT 0,
    sources INTEGER NOT NULL DEFAULT 0,   -- independent: distinct origins
    statuses TEXT, disputed INTEGER NOT NULL DEFAULT 0, current INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX event_lead ON event (lead);
CREATE INDEX event_disputed ON event (lead) WHERE disputed;

CREATE TABLE coding (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL REFERENCES report,
    event INTEGER NOT NULL REFERENCES event,
    type TEXT NOT NULL, mode TEXT, contexts TEXT, cameo TEXT, quad TEXT NOT NULL, goldstein REAL,
    status TEXT NOT NULL, day TEXT, day_end TEXT, precision TEXT,
    actors TEXT, actor_keys TEXT, actor_sectors TEXT, recipients TEXT, recipient_keys TEXT, recipient_sectors TEXT,
    place TEXT, geonames INTEGER, lat REAL, lon REAL, country TEXT,
    killed INTEGER, injured INTEGER, detained INTEGER, displaced INTEGER, amount REAL, currency TEXT, issue TEXT,
    trigger TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, evidence TEXT NOT NULL,
    statement TEXT, said_by TEXT, speaker TEXT, origin TEXT NOT NULL,
    confidence REAL NOT NULL, why TEXT, review TEXT, block INTEGER NOT NULL
);
CREATE INDEX coding_report ON coding (report);
CREATE INDEX coding_event ON coding (event);
CREATE INDEX coding_block ON coding (block, day);
CREATE INDEX coding_day ON coding (day);
CREATE INDEX coding_confidence ON coding (confidence);

CREATE TABLE party (
    coding INTEGER NOT NULL REFERENCES coding, side INTEGER NOT NULL,  -- 0 actor, 1 recipient
    actor INTEGER NOT NULL REFERENCES actor, key TEXT NOT NULL,
    PRIMARY KEY (coding, side, actor)
) WITHOUT ROWID;
CREATE INDEX party_key ON party (key, side);
CREATE INDEX party_actor ON party (actor, side);

-- One row for each ordered pair of a coding; '' where a side is not known. `lead`: 1 for the pairs that are counted.
CREATE TABLE pair (
    coding INTEGER NOT NULL REFERENCES coding, actor TEXT NOT NULL, recipient TEXT NOT NULL,
    month TEXT, quad INTEGER NOT NULL, goldstein REAL, status TEXT NOT NULL, event INTEGER NOT NULL,
    lead INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (coding, actor, recipient)
) WITHOUT ROWID;
CREATE INDEX pair_dyad ON pair (actor, recipient, month, lead, quad, goldstein, status, event);
CREATE INDEX pair_recipient ON pair (recipient, actor, month, lead, quad, goldstein, status, event);

CREATE TABLE tie (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL REFERENCES report,
    kind TEXT NOT NULL, name TEXT, parties TEXT, party_keys TEXT, terms TEXT, change TEXT NOT NULL, effective TEXT,
    change_until TEXT, precision TEXT, since TEXT, until TEXT, issue TEXT, statement TEXT, said_by TEXT,
    evidence TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, origin TEXT NOT NULL,
    confidence REAL NOT NULL, review TEXT
);
CREATE INDEX tie_report ON tie (report);
CREATE TABLE tie_party (
    tie INTEGER NOT NULL REFERENCES tie, actor INTEGER NOT NULL REFERENCES actor, role TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (tie, actor, role)
) WITHOUT ROWID;
CREATE INDEX tie_party_key ON tie_party (key);

-- What people decided: never touched by reading again.
CREATE TABLE correction (
    n INTEGER PRIMARY KEY,
    claim TEXT NOT NULL, kind TEXT NOT NULL, report TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'change')),
    changes TEXT NOT NULL DEFAULT '{}',
    snapshot TEXT NOT NULL,               -- the machine's claim and its actors, as JSON, when it was judged
    by TEXT NOT NULL, at TEXT NOT NULL, note TEXT, undone TEXT
);
CREATE INDEX correction_report ON correction (report);
CREATE INDEX correction_claim ON correction (claim);

CREATE TABLE judgement (
    n INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('event', 'actor', 'report')),
    "left" TEXT NOT NULL, "right" TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
    by TEXT NOT NULL, at TEXT NOT NULL, note TEXT, undone TEXT
);
CREATE INDEX judgement_left ON judgement ("left");
CREATE INDEX judgement_right ON judgement ("right");

CREATE TABLE feed (
    n INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE, title TEXT, outlet TEXT, kind TEXT NOT NULL DEFAULT 'feed',
    active INTEGER NOT NULL DEFAULT 1, added TEXT NOT NULL, checked TEXT, next_check TEXT, etag TEXT, modified TEXT,
    failures INTEGER NOT NULL DEFAULT 0, last_error TEXT
);
CREATE TABLE job (
    n INTEGER PRIMARY KEY,
    kind TEXT NOT NULL, arguments TEXT NOT NULL DEFAULT '{}', state TEXT NOT NULL DEFAULT 'queued',
    made TEXT NOT NULL, started TEXT, ended TEXT, done INTEGER NOT NULL DEFAULT 0, total INTEGER, error TEXT
);
CREATE TABLE saved_search (
    n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL, made TEXT NOT NULL, webhook TEXT,
    last_report INTEGER NOT NULL DEFAULT 0
);

-- Band hashes of each body's MinHash signature, to find near copies.
CREATE TABLE band (
    hash INTEGER NOT NULL, report INTEGER NOT NULL REFERENCES report, PRIMARY KEY (hash, report)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5 (
    title, text, content = 'report', content_rowid = 'n', tokenize = "unicode61 remove_diacritics 2"
);

CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counter VALUES ('changed', 0);

CREATE VIEW reports AS
SELECT r.id, r.title, r.outlet, r.url, r.published, r.day, r.language, r.text, s.id AS story, r.origin, r.current,
    r.added, g.reader, g.read_at
FROM report r JOIN report s ON s.n = r.story LEFT JOIN reading g ON g.report = r.n;

CREATE VIEW publications AS
SELECT p.id, r.id AS report, s.id AS story, p.url, p.title, p.outlet, p.published, p.version, p.current, p.added
FROM publication p JOIN report r ON r.n = p.report JOIN report s ON s.n = r.story;

CREATE VIEW actors AS SELECT id, name, kind, state, sectors, wikidata, key FROM actor;

CREATE VIEW mentions AS
SELECT r.id AS report, a.id AS actor, a.name, m.start, m."end", m.form
FROM mention m JOIN report r ON r.n = m.report JOIN actor a ON a.n = m.actor;

CREATE VIEW statements AS
SELECT s.id, r.id AS report, r.published, r.outlet, r.url, a.id AS source, s.source_key, s.source_name, s.cue, s.content,
    s.quoted, s.start, s."end", s.form, s.medium, s.addressee, s.stance, s.within, s.relay, s.chain, s.origin,
    s.confidence, s.review, r.current
FROM statement s JOIN report r ON r.n = s.report LEFT JOIN actor a ON a.n = s.source;

CREATE VIEW codings AS
SELECT c.id, e.id AS event, r.id AS report, c.type, c.mode, c.contexts, c.cameo, c.quad, c.goldstein, c.status, c.day,
    c.day_end, c.precision, c.actors, c.actor_keys, c.actor_sectors, c.recipients, c.recipient_keys,
    c.recipient_sectors, c.place, c.geonames, c.lat, c.lon, c.country, c.killed, c.injured, c.detained, c.displaced,
    c.amount, c.currency, c.issue, c.trigger, c.start, c."end", c.evidence, c.statement, c.said_by, c.speaker, c.origin,
    c.confidence, c.why, c.review, r.published, r.outlet, r.url, r.title, r.current, g.reader
FROM coding c JOIN event e ON e.n = c.event JOIN report r ON r.n = c.report LEFT JOIN reading g ON g.report = r.n;

CREATE VIEW events AS
SELECT e.id, c.id AS coding, r.id AS report, c.type, c.mode, c.contexts, c.cameo, c.quad, c.goldstein, c.status, c.day,
    c.day_end, c.precision, c.actors, c.actor_keys, c.actor_sectors, c.recipients, c.recipient_keys,
    c.recipient_sectors, c.place, c.geonames, c.lat, c.lon, c.country, c.killed, c.injured, c.detained, c.displaced,
    c.amount, c.currency, c.issue, c.trigger, c.start, c."end", c.evidence, c.statement, c.said_by, c.speaker, c.origin,
    c.confidence, c.why, c.review, e.codings, e.reports, e.sources, e.statuses, e.disputed, r.published, r.outlet,
    r.url, r.title, e.current
FROM event e JOIN coding c ON c.n = e.lead JOIN report r ON r.n = c.report;

CREATE VIEW ties AS
SELECT t.id, r.id AS report, r.published, r.outlet, r.url, t.kind, t.name, t.parties, t.party_keys, t.terms, t.change,
    t.effective, t.change_until, t.precision, t.since, t.until, t.issue, t.statement, t.said_by, t.evidence, t.start,
    t."end", t.origin, t.confidence, t.review, r.current
FROM tie t JOIN report r ON r.n = t.report;

CREATE VIEW pairs AS
SELECT p.actor, p.recipient, p.month, p.quad, p.goldstein, p.status, e.id AS event, p.lead AS counted
FROM pair p JOIN event e ON e.n = p.event;

CREATE VIEW corrections AS
SELECT n, claim, kind, report, verdict, changes, snapshot, by, at, note, undone FROM correction;
CREATE VIEW judgements AS SELECT n, kind, "left", "right", verdict, by, at, note, undone FROM judgement;
CREATE VIEW feeds AS SELECT * FROM feed;
CREATE VIEW jobs AS SELECT * FROM job;
