-- The ledger as it stood at an earlier moment.

-- name: head
SELECT seq, hash FROM event WHERE recorded <= ?1 ORDER BY seq DESC LIMIT 1

-- name: removed
SELECT r.definition, r.made_by, r.removed_by FROM removed_assignment r
WHERE r.made_by IN (SELECT seq FROM event WHERE notice = ?1 AND kind = 'planned') ORDER BY r.id

-- What is frozen of a notice's assignments: for a replay, which makes the rest itself.
-- name: definitions
SELECT a.id, ?1, t.id, u.code, a.item, a.channel, a.occurrence, a.entry, c.codes, a.opens, a.made_due, a.provisional,
    a.made_by
FROM assignment a CROSS JOIN task t ON t.n = a.task CROSS JOIN unit u ON u.n = a.unit LEFT JOIN chain c ON c.n = a.chain
WHERE a.notice = (SELECT n FROM notice WHERE id = ?1) ORDER BY a.id

-- name: removed_one
SELECT definition, made_by, removed_by FROM removed_assignment WHERE id = ?1

-- Whether anything was recorded in the notice at that moment or later: mostly the first event that is looked at says so.
-- name: recorded_since
SELECT EXISTS (SELECT 1 FROM event WHERE notice = ?1 AND recorded >= ?2)
