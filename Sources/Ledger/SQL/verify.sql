-- Looking for what was altered.

-- name: events
SELECT seq, kind, notice, assignment, unit, item, at, recorded, author, source, body, personal_digest, hash, personal
FROM event ORDER BY seq

-- name: documents
SELECT digest, text FROM document

-- One event, with the columns in the same places.
-- name: event
SELECT seq, kind, notice, assignment, unit, item, at, recorded, author, source, body, personal_digest, hash
FROM event WHERE seq = ?1

-- What notices stand on has to be there.
-- name: documents_missing
SELECT n.loaded_by, d.digest FROM notice n
    JOIN (SELECT n AS notice, file AS digest FROM notice UNION SELECT n, roster FROM notice
        UNION SELECT n, calendar FROM notice) d ON d.notice = n.n
WHERE NOT EXISTS (SELECT 1 FROM document WHERE document.digest = d.digest)

-- name: contacts
SELECT u.code, c.mailboxes, c.phone, c.salt, c.digest FROM contact c JOIN unit u ON u.n = c.unit

-- Contacts recorded one by one since the last import: the latest event of a unit has its contact's digest.
-- name: contacts_recorded
SELECT unit, body FROM event
WHERE kind = 'contactChanged' AND unit IS NOT NULL
    AND seq > coalesce((SELECT max(seq) FROM event WHERE kind = 'unitsImported'), 0)
ORDER BY seq

-- All definitions by the `planned` event that vouches for them, in the order of their numbers; those removed later
-- included, whose definition is kept as the bytes that were hashed.
-- name: definitions
SELECT a.id, n.id, t.id, u.code, a.item, a.channel, a.occurrence, a.entry, c.codes, a.opens, a.made_due, a.provisional,
    a.made_by, NULL
FROM assignment a LEFT JOIN notice n ON n.n = a.notice LEFT JOIN task t ON t.n = a.task LEFT JOIN unit u ON u.n = a.unit
    LEFT JOIN chain c ON c.n = a.chain
UNION ALL
SELECT id, '', '', '', '', '', '', NULL, NULL, 0, NULL, 0, made_by, definition FROM removed_assignment
ORDER BY 13, 1

-- name: planned
SELECT seq, body FROM event WHERE kind = 'planned' ORDER BY seq

-- name: foreign
SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY "table"

-- name: integrity
SELECT integrity_check FROM pragma_integrity_check(10)
