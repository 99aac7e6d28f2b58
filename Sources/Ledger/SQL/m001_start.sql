-- The first version of the ledger's tables.
--
-- Two kinds of rows live here. `event`, `document` and the frozen half of `assignment` are the primary data: they are
-- added and never changed. Everything else is the current state that follows from them and can be rebuilt.
-- Times are whole seconds since 1970 (UTC); days are days since 1970-01-01. Texts that may be missing and that are part
-- of a key are '' instead of NULL, because NULLs never collide in a UNIQUE index.
-- Conditions on words are written with OR: an IN list in a CHECK is built anew for every inserted row.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What happened. `hash` chains each row to the one before; see Chain.swift for the exact bytes.
-- `personal` is outside the chain and may be erased; its digest is inside.
CREATE TABLE event (
    seq             INTEGER PRIMARY KEY CHECK (seq > 0),
    kind            TEXT NOT NULL CHECK (kind <> ''),
    notice          TEXT,
    assignment      INTEGER,
    unit            TEXT,
    item            TEXT,
    at              INTEGER NOT NULL,
    recorded        INTEGER NOT NULL,
    author          TEXT NOT NULL,
    source          TEXT NOT NULL
        CHECK (source = 'cli' OR source = 'daemon' OR source = 'web' OR source = 'imported' OR source = 'demo'),
    body            TEXT NOT NULL,
    personal        TEXT,
    personal_digest BLOB CHECK (personal_digest IS NULL OR length(personal_digest) = 32),
    hash            BLOB NOT NULL CHECK (length(hash) = 32),
    CHECK (personal IS NULL OR personal_digest IS NOT NULL)
) STRICT;

CREATE INDEX event_by_assignment ON event (assignment) WHERE assignment IS NOT NULL;
CREATE INDEX event_by_notice ON event (notice, unit) WHERE notice IS NOT NULL;

-- A row goes in once, after the last; the only change is to erase what is personal.
CREATE TRIGGER event_appended BEFORE INSERT ON event
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event)
BEGIN SELECT RAISE(ABORT, 'event: append only'); END;

CREATE TRIGGER event_kept BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event: append only'); END;

CREATE TRIGGER event_frozen BEFORE UPDATE OF
    seq, kind, notice, assignment, unit, item, at, recorded, author, source, body, personal_digest, hash ON event
BEGIN SELECT RAISE(ABORT, 'event: append only'); END;

CREATE TRIGGER event_erased BEFORE UPDATE OF personal ON event WHEN NEW.personal IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'event: append only'); END;

-- Events that were taken back, and by which event.
CREATE TABLE void (
    event INTEGER PRIMARY KEY REFERENCES event (seq),
    by    INTEGER NOT NULL REFERENCES event (seq)
) STRICT;

-- Texts that events name by their SHA-256: notice files, rosters without personal data, compact calendars.
CREATE TABLE document (
    digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
    kind   TEXT NOT NULL,
    text   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER document_frozen BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'document: never changed'); END;

-- The roster as it is now. Lists are joined by line feeds.
CREATE TABLE unit (
    n            INTEGER PRIMARY KEY,
    code         TEXT NOT NULL UNIQUE CHECK (code <> ''),
    name         TEXT NOT NULL,
    kind         TEXT,
    level        TEXT,
    parent       TEXT,
    region       TEXT,
    tags         TEXT NOT NULL DEFAULT '',
    joins        INTEGER,
    leaves       INTEGER,
    credit_code  TEXT,
    former_names TEXT NOT NULL DEFAULT '',
    removed      INTEGER NOT NULL DEFAULT 0 CHECK (removed = 0 OR removed = 1),
    since        INTEGER NOT NULL REFERENCES event (seq)
) STRICT;

CREATE INDEX unit_by_parent ON unit (parent) WHERE parent IS NOT NULL;

-- What a unit was before: in force from event `since` up to, not including, event `until`.
CREATE TABLE unit_past (
    n            INTEGER NOT NULL REFERENCES unit (n),
    since        INTEGER NOT NULL,
    until        INTEGER NOT NULL REFERENCES event (seq),
    name         TEXT NOT NULL,
    kind         TEXT,
    level        TEXT,
    parent       TEXT,
    region       TEXT,
    tags         TEXT NOT NULL,
    joins        INTEGER,
    leaves       INTEGER,
    credit_code  TEXT,
    former_names TEXT NOT NULL,
    removed      INTEGER NOT NULL,
    PRIMARY KEY (n, since)
) STRICT, WITHOUT ROWID;

-- Where to reach a unit: personal, can be erased. `digest` is over salt and contents, so that what was erased cannot
-- be guessed from it.
CREATE TABLE contact (
    unit      INTEGER PRIMARY KEY REFERENCES unit (n),
    mailboxes TEXT NOT NULL,
    phone     TEXT,
    salt      TEXT NOT NULL,
    digest    TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT;

CREATE TABLE notice (
    n          INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE CHECK (id <> ''),
    revision   INTEGER NOT NULL CHECK (revision > 0),
    title      TEXT NOT NULL,
    number     TEXT,
    issuer     TEXT,
    state      TEXT NOT NULL CHECK (state = 'loaded' OR state = 'withdrawn'),
    loaded_by  INTEGER NOT NULL REFERENCES event (seq),
    file       TEXT NOT NULL REFERENCES document (digest),
    roster     TEXT NOT NULL REFERENCES document (digest),
    calendar   TEXT NOT NULL REFERENCES document (digest),
    calendar_id TEXT NOT NULL,
    zone       TEXT NOT NULL,
    language   TEXT NOT NULL CHECK (language = 'zh' OR language = 'en'),
    closes     INTEGER,
    assessment TEXT NOT NULL CHECK (assessment = 'basis' OR assessment = 'none'),
    official   TEXT NOT NULL
        CHECK (official = 'firstPass' OR official = 'acceptedSubmission' OR official = 'firstSubmission')
) STRICT;

CREATE TABLE task (
    n        INTEGER PRIMARY KEY,
    notice   INTEGER NOT NULL REFERENCES notice (n),
    id       TEXT NOT NULL,
    ord      INTEGER NOT NULL,
    title    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    optional INTEGER NOT NULL CHECK (optional = 0 OR optional = 1),
    -- A task that a later revision of the file no longer has is dropped: its assignments stay in the history.
    state    TEXT NOT NULL CHECK (state = 'active' OR state = 'dropped'),
    UNIQUE (notice, id)
) STRICT;

-- Who reviews, level by level: few different chains serve many assignments.
CREATE TABLE chain (
    n     INTEGER PRIMARY KEY,
    codes TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE chain_level (
    chain    INTEGER NOT NULL REFERENCES chain (n),
    level    INTEGER NOT NULL CHECK (level > 0),
    reviewer INTEGER NOT NULL REFERENCES unit (n),
    PRIMARY KEY (chain, level)
) STRICT, WITHOUT ROWID;

CREATE INDEX chain_by_reviewer ON chain_level (reviewer);

-- One task of one unit. The first block is frozen when the row is made and covered by the digest in the `planned` event
-- `made_by`; the second block is the current state, which follows from the events.
-- notice, task, unit, chain and made_by are rows of those tables without being declared as foreign keys: checking them
-- costs a fifth of a load, immediate ones make SQLite journal each page for every statement of many rows, and a deferred
-- made_by makes it scan this table when the event arrives. Instead the rows they name can never be deleted (the triggers
-- below), and `verify` recomputes every definition through them.
CREATE TABLE assignment (
    id                 INTEGER PRIMARY KEY,
    notice             INTEGER NOT NULL,
    task               INTEGER NOT NULL,
    unit               INTEGER NOT NULL,
    item               TEXT NOT NULL,
    channel            TEXT NOT NULL,
    occurrence         TEXT NOT NULL,
    entry              INTEGER,
    chain              INTEGER,
    opens              INTEGER NOT NULL,
    made_due           INTEGER,
    provisional        INTEGER NOT NULL CHECK (provisional = 0 OR provisional = 1),
    -- The `planned` event, which is appended after its assignments.
    made_by            INTEGER NOT NULL,

    state              TEXT NOT NULL
        CHECK (state = 'waiting' OR state = 'open' OR state = 'submitted' OR state = 'returned'
            OR state = 'accepted' OR state = 'exempt' OR state = 'withdrawn'),
    level              INTEGER NOT NULL DEFAULT 0 CHECK (level >= 0),
    -- The due that the unit is held to now: extension and correction included. Ordering goes by it.
    deadline           INTEGER,
    -- The next instant at which the daemon has to look at the row; NULL: nothing is expected.
    wake               INTEGER,
    due_version        INTEGER NOT NULL DEFAULT 1,
    stale              INTEGER NOT NULL DEFAULT 0 CHECK (stale = 0 OR stale = 1),
    opened_at          INTEGER,
    due                INTEGER,
    effective_due      INTEGER,
    extended_due       INTEGER,
    opened_late        INTEGER NOT NULL DEFAULT 0 CHECK (opened_late = 0 OR opened_late = 1),
    extended_after_due INTEGER NOT NULL DEFAULT 0 CHECK (extended_after_due = 0 OR extended_after_due = 1),
    correction_due     INTEGER,
    first_submitted_at INTEGER,
    last_submitted_at  INTEGER,
    accepted_at        INTEGER,
    returned_at        INTEGER,
    acknowledged_at    INTEGER,
    submissions        INTEGER NOT NULL DEFAULT 0 CHECK (submissions >= 0),
    returns            INTEGER NOT NULL DEFAULT 0 CHECK (returns >= 0),
    reviews            INTEGER NOT NULL DEFAULT 0 CHECK (reviews >= 0),
    reopens            INTEGER NOT NULL DEFAULT 0 CHECK (reopens >= 0),
    chases             INTEGER NOT NULL DEFAULT 0 CHECK (chases >= 0),
    backdated          INTEGER NOT NULL DEFAULT 0 CHECK (backdated >= 0),
    is_nil             INTEGER NOT NULL DEFAULT 0 CHECK (is_nil = 0 OR is_nil = 1),
    on_behalf          INTEGER NOT NULL DEFAULT 0 CHECK (on_behalf = 0 OR on_behalf = 1),
    quantity           INTEGER NOT NULL DEFAULT 0,
    since              INTEGER,
    unit_seconds       INTEGER NOT NULL DEFAULT 0,
    reviewer_seconds   INTEGER NOT NULL DEFAULT 0,
    closed_seconds     INTEGER NOT NULL DEFAULT 0,
    cover_total        INTEGER,
    cover_decided      INTEGER,
    cover_received     INTEGER,
    cover_overdue      INTEGER,
    rounds             INTEGER NOT NULL DEFAULT 0,
    items_in           TEXT NOT NULL DEFAULT '',
    -- Stretches of time, `start~end` joined by spaces; the end is missing while one lasts.
    settled            TEXT NOT NULL DEFAULT '',
    handed_in          TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE UNIQUE INDEX assignment_key ON assignment (notice, task, unit, item, channel, occurrence);
CREATE INDEX assignment_outstanding ON assignment (notice, deadline)
    WHERE state = 'waiting' OR state = 'open' OR state = 'submitted' OR state = 'returned';
CREATE INDEX assignment_by_unit ON assignment (unit, notice);
CREATE INDEX assignment_by_chain ON assignment (chain, task) WHERE chain IS NOT NULL;
-- A tick with nothing owed is one probe of this one.
CREATE INDEX assignment_by_wake ON assignment (wake) WHERE wake IS NOT NULL;

CREATE TRIGGER notice_kept BEFORE DELETE ON notice BEGIN SELECT RAISE(ABORT, 'notice: kept'); END;
CREATE TRIGGER task_kept BEFORE DELETE ON task BEGIN SELECT RAISE(ABORT, 'task: kept'); END;
CREATE TRIGGER unit_kept BEFORE DELETE ON unit BEGIN SELECT RAISE(ABORT, 'unit: kept'); END;
CREATE TRIGGER chain_kept BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'chain: kept'); END;

CREATE TRIGGER assignment_frozen BEFORE UPDATE OF
    id, notice, task, unit, item, channel, occurrence, entry, chain, opens, made_due, provisional, made_by ON assignment
BEGIN SELECT RAISE(ABORT, 'assignment: definition is frozen'); END;

-- An assignment without history that a later revision no longer has. The definition stays, because the digest of its
-- `planned` event covers it.
CREATE TABLE removed_assignment (
    id         INTEGER PRIMARY KEY,
    definition BLOB NOT NULL,
    made_by    INTEGER NOT NULL REFERENCES event (seq),
    removed_by INTEGER NOT NULL REFERENCES event (seq)
) STRICT;

CREATE TRIGGER assignment_kept BEFORE DELETE ON assignment
WHEN NOT EXISTS (SELECT 1 FROM removed_assignment r WHERE r.id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'assignment: remember the definition first'); END;

-- Every time that a submission lay with a level of review.
CREATE TABLE review_round (
    assignment INTEGER NOT NULL REFERENCES assignment (id),
    ord        INTEGER NOT NULL,
    level      INTEGER NOT NULL CHECK (level > 0),
    reviewer   INTEGER REFERENCES unit (n),
    received   INTEGER NOT NULL,
    decided    INTEGER,
    returned   INTEGER NOT NULL CHECK (returned = 0 OR returned = 1),
    PRIMARY KEY (assignment, ord)
) STRICT, WITHOUT ROWID;

CREATE INDEX round_by_reviewer ON review_round (reviewer, decided) WHERE reviewer IS NOT NULL;

-- When the next occurrence of a recurring task has to be made; unit 0: for all its units together.
CREATE TABLE spawn (
    notice  INTEGER NOT NULL REFERENCES notice (n),
    task    INTEGER NOT NULL REFERENCES task (n),
    unit    INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    PRIMARY KEY (notice, task, unit)
) STRICT, WITHOUT ROWID;

CREATE INDEX spawn_by_time ON spawn (next_at);

-- Letters. held|planned ─claim─▶ sending ─▶ sent|failed|unknown, or back to planned for another try;
-- held|planned ─▶ suppressed. planned in all = sent + failed + unknown + suppressed + pending (the other three).
CREATE TABLE outbox (
    id           INTEGER PRIMARY KEY,
    key          TEXT NOT NULL UNIQUE,
    message_id   TEXT NOT NULL,
    recipient    TEXT NOT NULL,
    role         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    notice       TEXT,
    created      INTEGER NOT NULL,
    not_before   INTEGER NOT NULL,
    state        TEXT NOT NULL
        CHECK (state = 'held' OR state = 'planned' OR state = 'sending' OR state = 'sent' OR state = 'failed'
            OR state = 'unknown' OR state = 'suppressed'),
    attempts     INTEGER NOT NULL DEFAULT 0,
    next_attempt INTEGER NOT NULL,
    outcome_code TEXT,
    reason       TEXT,
    settled_at   INTEGER,
    content      TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX outbox_by_state ON outbox (state, next_attempt);
CREATE INDEX outbox_by_recipient ON outbox (recipient, created);

-- What a letter says is owed: once per recipient, assignment, stage and version of the due.
CREATE TABLE owed (
    recipient   TEXT NOT NULL,
    assignment  INTEGER NOT NULL,
    stage       TEXT NOT NULL,
    due_version INTEGER NOT NULL,
    outbox      INTEGER NOT NULL REFERENCES outbox (id),
    PRIMARY KEY (assignment, recipient, stage, due_version)
) STRICT, WITHOUT ROWID;

CREATE INDEX owed_by_letter ON owed (outbox);

CREATE TABLE silence (
    event    INTEGER PRIMARY KEY REFERENCES event (seq),
    scope    TEXT NOT NULL,
    until    INTEGER NOT NULL,
    reason   TEXT NOT NULL,
    author   TEXT NOT NULL,
    ended_by INTEGER REFERENCES event (seq)
) STRICT;

-- How letters leave, as the latest event says; no row: nobody has decided yet.
CREATE TABLE mail_mode (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    mode   TEXT NOT NULL CHECK (mode = 'hold' OR mode = 'release' OR mode = 'redirect'),
    detail TEXT NOT NULL,
    event  INTEGER NOT NULL REFERENCES event (seq)
) STRICT;

-- An assignment with the words instead of the row numbers. CROSS JOIN keeps the order: the assignment is found first.
CREATE VIEW assignment_row AS
SELECT a.*, n.id AS notice_id, t.id AS task_id, u.code AS unit_code,
    (SELECT c.codes FROM chain c WHERE c.n = a.chain) AS reviewers
FROM assignment a
    CROSS JOIN notice n ON n.n = a.notice
    CROSS JOIN task t ON t.n = a.task
    CROSS JOIN unit u ON u.n = a.unit;
