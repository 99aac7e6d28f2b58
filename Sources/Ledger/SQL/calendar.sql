-- Deadlines for calendars, each with the last event that may have changed what its entry says.
--
-- That is the last one of its unit in its notice, of its notice alone, or the one that gave the unit its present name:
-- numbers of the chain, so that what comes later has the larger one. Each is one probe of `event_by_notice`, read
-- backwards; those of the notice are the same for all its rows and asked for once.

-- The outstanding ones of unit ?1 and what was closed at ?2 or later, found as in tasks.sql.
-- name: of_unit
SELECT a.id, n.id, t.id, t.title, t.optional, u.name, a.item, a.occurrence, a.state, a.deadline, a.due, a.provisional,
    a.opened_at, max(u.since, coalesce((SELECT e.seq FROM event e WHERE e.notice = n.id AND e.unit = u.code
        ORDER BY e.seq DESC LIMIT 1), 0))
FROM task t CROSS JOIN assignment a ON a.notice = t.notice AND a.task = t.n
    CROSS JOIN notice n ON n.n = a.notice CROSS JOIN unit u ON u.n = a.unit
WHERE a.unit = (SELECT n FROM unit WHERE code = ?1) AND a.deadline IS NOT NULL
    AND (a.state = 'waiting' OR a.state = 'open' OR a.state = 'submitted' OR a.state = 'returned' OR a.since >= ?2)
ORDER BY a.deadline, a.id

-- name: one
SELECT a.id, n.id, t.id, t.title, t.optional, u.name, a.item, a.occurrence, a.state, a.deadline, a.due, a.provisional,
    a.opened_at, max(u.since, coalesce((SELECT e.seq FROM event e WHERE e.notice = n.id AND e.unit = u.code
        ORDER BY e.seq DESC LIMIT 1), 0))
FROM assignment a CROSS JOIN task t ON t.n = a.task CROSS JOIN notice n ON n.n = a.notice
    CROSS JOIN unit u ON u.n = a.unit
WHERE a.id = ?1 AND a.deadline IS NOT NULL

-- The last event of a notice that was about no unit; `planned` only adds other rows.
-- name: last_of_no_unit
SELECT seq FROM event WHERE notice = ?1 AND unit IS NULL AND kind <> 'planned' ORDER BY seq DESC LIMIT 1

-- A notice's tasks, one row for each deadline that units have. What was taken back counts only where nothing else is.
-- name: of_notice
SELECT t.id, t.title, t.optional, a.deadline, min(a.id), min(a.occurrence), max(a.occurrence),
    count(DISTINCT CASE WHEN a.state <> 'withdrawn' THEN a.unit END),
    count(DISTINCT CASE WHEN a.state = 'waiting' OR a.state = 'open' OR a.state = 'submitted' OR a.state = 'returned'
        THEN a.unit END),
    count(DISTINCT CASE WHEN a.state = 'submitted' THEN a.unit END),
    max(a.state = 'waiting'), max(a.provisional), max(a.since)
FROM assignment a CROSS JOIN task t ON t.n = a.task
WHERE a.notice = (SELECT n FROM notice WHERE id = ?1) AND a.deadline IS NOT NULL
GROUP BY a.task, a.deadline ORDER BY a.deadline, t.ord, t.n

-- The first assignment of each task with each due by the rule, extended since or not.
-- name: firsts
SELECT t.id, a.due, min(a.id) FROM assignment a CROSS JOIN task t ON t.n = a.task
WHERE a.notice = (SELECT n FROM notice WHERE id = ?1) AND a.due IS NOT NULL GROUP BY a.task, a.due

-- The last event of a notice, whomever it was about: all its entries in the index are passed.
-- name: last_of_notice
SELECT max(seq) FROM event WHERE notice = ?1

-- name: recorded
SELECT recorded FROM event WHERE seq = ?1

-- What a ledger is told from others by.
-- name: identity
SELECT hash FROM event WHERE seq = 1
