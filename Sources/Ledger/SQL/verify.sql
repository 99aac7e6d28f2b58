-- Looking for what was altered.

-- name: events
SELECT seq, kind, notice, assignment, unit, item, at, recorded, author, source, body, personal_digest, hash, personal
FROM event ORDER BY seq

-- name: documents
SELECT digest, text FROM document

-- name: contacts
SELECT u.code, c.mailboxes, c.phone, c.salt, c.digest FROM contact c JOIN unit u ON u.n = c.unit

-- The definitions that one `planned` event vouches for; those removed later included.
-- name: definitions
SELECT id, NULL AS definition FROM assignment WHERE made_by = ?1
UNION ALL SELECT id, definition FROM removed_assignment WHERE made_by = ?1
ORDER BY 1

-- name: planned
SELECT seq, body FROM event WHERE kind = 'planned' ORDER BY seq

-- name: first_foreign
SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY "table"

-- name: integrity
SELECT integrity_check FROM pragma_integrity_check(10)
