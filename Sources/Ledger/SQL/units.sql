-- The roster: units as they are now, as they were, and where to reach them.

-- name: ref
SELECT n FROM unit WHERE code = ?1

-- name: all
SELECT n, code, name, kind, level, parent, region, tags, joins, leaves, credit_code, former_names, removed, since,
    mailboxes, phone
FROM unit LEFT JOIN contact ON contact.unit = unit.n
ORDER BY n

-- name: one
SELECT n, code, name, kind, level, parent, region, tags, joins, leaves, credit_code, former_names, removed, since,
    mailboxes, phone
FROM unit LEFT JOIN contact ON contact.unit = unit.n
WHERE code = ?1

-- The roster as it stood after event ?1, without contacts: those are not kept for the past.
-- name: at_event
SELECT n, code, name, kind, level, parent, region, tags, joins, leaves, credit_code, former_names, removed, since,
    NULL, NULL
FROM unit WHERE since <= ?1
UNION ALL
SELECT p.n, u.code, p.name, p.kind, p.level, p.parent, p.region, p.tags, p.joins, p.leaves, p.credit_code,
    p.former_names, p.removed, p.since, NULL, NULL
FROM unit_past p JOIN unit u ON u.n = p.n WHERE p.since <= ?1 AND p.until > ?1
ORDER BY 1

-- name: keep_past
INSERT INTO unit_past (n, since, until, name, kind, level, parent, region, tags, joins, leaves, credit_code,
    former_names, removed)
SELECT n, since, ?2, name, kind, level, parent, region, tags, joins, leaves, credit_code, former_names, removed
FROM unit WHERE n = ?1 AND since < ?2

-- name: insert
INSERT INTO unit (n, code, name, kind, level, parent, region, tags, joins, leaves, credit_code, former_names, removed,
    since)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)

-- name: update
UPDATE unit SET name = ?3, kind = ?4, level = ?5, parent = ?6, region = ?7, tags = ?8, joins = ?9, leaves = ?10,
    credit_code = ?11, former_names = ?12, removed = ?13, since = ?14
WHERE n = ?1 AND code = ?2

-- name: contact_set
INSERT INTO contact (unit, mailboxes, phone, salt, digest) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (unit) DO UPDATE SET mailboxes = excluded.mailboxes, phone = excluded.phone, salt = excluded.salt,
    digest = excluded.digest

-- name: contact_erase
DELETE FROM contact WHERE unit = (SELECT n FROM unit WHERE code = ?1)

-- name: next_ref
SELECT coalesce(max(n), 0) + 1 FROM unit
