-- Who may ask a daemon for what. None of this is part of the record: no figure follows from it, it can be revoked and
-- forgotten, and a token is kept as its SHA-256 only.
CREATE TABLE account (
    name    TEXT PRIMARY KEY CHECK (name <> ''),
    role    TEXT NOT NULL CHECK (role = 'coordinator' OR role = 'reviewer' OR role = 'unit' OR role = 'auditor'),
    -- Of a reviewer and a unit.
    unit    TEXT,
    -- Of a coordinator and an auditor: ids joined by line feeds; NULL: all notices.
    notices TEXT,
    -- Where sign-in links go; NULL: tokens only.
    mail    TEXT,
    created INTEGER NOT NULL,
    author  TEXT NOT NULL,
    revoked INTEGER,
    CHECK ((unit IS NOT NULL) = (role = 'reviewer' OR role = 'unit'))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX account_by_mail ON account (mail) WHERE mail IS NOT NULL AND revoked IS NULL;

-- A secret that opens something: `api` for programs, `signin` for one click, `session` after it, `feed` for a calendar.
CREATE TABLE token (
    digest  BLOB PRIMARY KEY CHECK (length(digest) = 32),
    kind    TEXT NOT NULL CHECK (kind = 'api' OR kind = 'signin' OR kind = 'session' OR kind = 'feed'),
    -- For whom: an account, units of the roster (codes joined by line feeds), or both where one person answers for both.
    account TEXT REFERENCES account (name),
    units   TEXT,
    -- Of a feed: the notice whose days it has; NULL: the unit's.
    notice  TEXT,
    label   TEXT NOT NULL,
    created INTEGER NOT NULL,
    -- Exclusive; NULL: never by itself.
    expires INTEGER,
    -- A sign-in link counts once.
    used    INTEGER,
    revoked INTEGER,
    CHECK (account IS NOT NULL OR units IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX token_by_account ON token (account) WHERE account IS NOT NULL;
CREATE INDEX token_by_expiry ON token (expires) WHERE expires IS NOT NULL;

-- What reminder links are marked with. A new one makes all links of the old one void.
CREATE TABLE access_key (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT;

-- What was answered to a write that carried an idempotency key, for a day: asked again, it is answered again and not
-- done again.
CREATE TABLE answered (
    who      TEXT NOT NULL,
    key      TEXT NOT NULL,
    -- Of the request: the same key with another request is refused.
    digest   BLOB NOT NULL CHECK (length(digest) = 32),
    status   INTEGER NOT NULL,
    body     TEXT NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (who, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX answered_by_time ON answered (at);
