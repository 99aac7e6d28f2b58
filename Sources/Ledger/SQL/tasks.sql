-- Tasks as people read them, nearest first, with the words of notice, task and unit. One statement for each way in, so
-- that each finds its rows through an index; what a question leaves open is NULL.
-- The OR of the four states is written as in the index `assignment_outstanding`, or SQLite would not see that it fits.
-- ?1 notice  ?2 unit  ?3 task kind  ?4 task  ?5 deadline before this instant  ?6 state  ?7 rows at most  ?8 reviewer
-- ?9 ?10 deadline (the largest number for none) and number of the row after which the list goes on; ?10 NULL: from its
-- beginning.

-- name: of_notice
SELECT a.id, n.id, n.title, t.id, t.title, t.kind, t.optional, u.code, u.name, a.item, a.channel, a.occurrence, a.state,
    a.level, a.deadline, a.due, a.opened_at, a.last_submitted_at, a.returns, a.provisional, a.stale, a.opened_late,
    a.cover_total, a.cover_decided, a.opens,
    (SELECT r.name FROM chain_level l JOIN unit r ON r.n = l.reviewer WHERE l.chain = a.chain AND l.level = a.level),
    a.acknowledged_at
FROM assignment a
    CROSS JOIN task t ON t.n = a.task CROSS JOIN notice n ON n.n = a.notice CROSS JOIN unit u ON u.n = a.unit
WHERE a.notice = (SELECT n FROM notice WHERE id = ?1)
    AND (a.state = 'waiting' OR a.state = 'open' OR a.state = 'submitted' OR a.state = 'returned')
    AND (?3 IS NULL OR t.kind = ?3) AND (?4 IS NULL OR t.id = ?4)
    AND (?5 IS NULL OR a.deadline < ?5) AND (?6 IS NULL OR a.state = ?6)
    AND (?2 IS NULL OR u.code = ?2)
    AND (?10 IS NULL OR (coalesce(a.deadline, 9223372036854775807), a.id) > (?9, ?10))
ORDER BY a.deadline NULLS LAST, a.id LIMIT ?7

-- Task by task through `assignment_key`.
-- name: of_unit
SELECT a.id, n.id, n.title, t.id, t.title, t.kind, t.optional, u.code, u.name, a.item, a.channel, a.occurrence, a.state,
    a.level, a.deadline, a.due, a.opened_at, a.last_submitted_at, a.returns, a.provisional, a.stale, a.opened_late,
    a.cover_total, a.cover_decided, a.opens,
    (SELECT r.name FROM chain_level l JOIN unit r ON r.n = l.reviewer WHERE l.chain = a.chain AND l.level = a.level),
    a.acknowledged_at
FROM task t CROSS JOIN assignment a ON a.notice = t.notice AND a.task = t.n
    CROSS JOIN notice n ON n.n = a.notice CROSS JOIN unit u ON u.n = a.unit
WHERE a.unit = (SELECT n FROM unit WHERE code = ?2)
    AND (a.state = 'waiting' OR a.state = 'open' OR a.state = 'submitted' OR a.state = 'returned')
    AND (?3 IS NULL OR t.kind = ?3) AND (?4 IS NULL OR t.id = ?4)
    AND (?5 IS NULL OR a.deadline < ?5) AND (?6 IS NULL OR a.state = ?6)
    AND (?1 IS NULL OR t.notice = (SELECT n FROM notice WHERE id = ?1))
    AND (?10 IS NULL OR (coalesce(a.deadline, 9223372036854775807), a.id) > (?9, ?10))
ORDER BY a.deadline NULLS LAST, a.id LIMIT ?7

-- What lies with a reviewer now: the review queue, longest first.
-- name: of_reviewer
SELECT a.id, n.id, n.title, t.id, t.title, t.kind, t.optional, u.code, u.name, a.item, a.channel, a.occurrence, a.state,
    a.level, a.deadline, a.due, a.opened_at, a.last_submitted_at, a.returns, a.provisional, a.stale, a.opened_late,
    a.cover_total, a.cover_decided, a.opens,
    (SELECT v.name FROM unit v WHERE v.n = r.reviewer), a.acknowledged_at
FROM review_round r CROSS JOIN assignment a ON a.id = r.assignment
    CROSS JOIN task t ON t.n = a.task CROSS JOIN notice n ON n.n = a.notice CROSS JOIN unit u ON u.n = a.unit
WHERE r.reviewer = (SELECT n FROM unit WHERE code = ?8) AND r.decided IS NULL AND a.state = 'submitted'
    AND (?1 IS NULL OR n.id = ?1) AND (?2 IS NULL OR u.code = ?2)
    AND (?3 IS NULL OR t.kind = ?3) AND (?4 IS NULL OR t.id = ?4)
    AND (?5 IS NULL OR a.deadline < ?5) AND (?6 IS NULL OR a.state = ?6)
ORDER BY r.received, a.id LIMIT ?7

-- Everything outstanding: notice by notice through the index, then sorted.
-- name: everywhere
SELECT a.id, n.id, n.title, t.id, t.title, t.kind, t.optional, u.code, u.name, a.item, a.channel, a.occurrence, a.state,
    a.level, a.deadline, a.due, a.opened_at, a.last_submitted_at, a.returns, a.provisional, a.stale, a.opened_late,
    a.cover_total, a.cover_decided, a.opens,
    (SELECT r.name FROM chain_level l JOIN unit r ON r.n = l.reviewer WHERE l.chain = a.chain AND l.level = a.level),
    a.acknowledged_at
FROM notice n CROSS JOIN assignment a ON a.notice = n.n
    CROSS JOIN task t ON t.n = a.task CROSS JOIN unit u ON u.n = a.unit
WHERE (a.state = 'waiting' OR a.state = 'open' OR a.state = 'submitted' OR a.state = 'returned')
    AND a.deadline < coalesce(?5, 9223372036854775807)
    AND (?3 IS NULL OR t.kind = ?3) AND (?4 IS NULL OR t.id = ?4)
    AND (?6 IS NULL OR a.state = ?6)
    AND (?10 IS NULL OR (coalesce(a.deadline, 9223372036854775807), a.id) > (?9, ?10))
UNION ALL
SELECT a.id, n.id, n.title, t.id, t.title, t.kind, t.optional, u.code, u.name, a.item, a.channel, a.occurrence, a.state,
    a.level, a.deadline, a.due, a.opened_at, a.last_submitted_at, a.returns, a.provisional, a.stale, a.opened_late,
    a.cover_total, a.cover_decided, a.opens,
    (SELECT r.name FROM chain_level l JOIN unit r ON r.n = l.reviewer WHERE l.chain = a.chain AND l.level = a.level),
    a.acknowledged_at
FROM notice n CROSS JOIN assignment a ON a.notice = n.n
    CROSS JOIN task t ON t.n = a.task CROSS JOIN unit u ON u.n = a.unit
WHERE (a.state = 'waiting' OR a.state = 'open' OR a.state = 'submitted' OR a.state = 'returned')
    AND a.deadline IS NULL AND ?5 IS NULL
    AND (?3 IS NULL OR t.kind = ?3) AND (?4 IS NULL OR t.id = ?4)
    AND (?6 IS NULL OR a.state = ?6)
    AND (?10 IS NULL OR (coalesce(a.deadline, 9223372036854775807), a.id) > (?9, ?10))
ORDER BY 15 NULLS LAST, 1 LIMIT ?7

-- Also what is closed: with a state asked for that is not outstanding.
-- name: closed
SELECT a.id, n.id, n.title, t.id, t.title, t.kind, t.optional, u.code, u.name, a.item, a.channel, a.occurrence, a.state,
    a.level, a.deadline, a.due, a.opened_at, a.last_submitted_at, a.returns, a.provisional, a.stale, a.opened_late,
    a.cover_total, a.cover_decided, a.opens, NULL, a.acknowledged_at
FROM assignment a
    JOIN task t ON t.n = a.task JOIN notice n ON n.n = a.notice JOIN unit u ON u.n = a.unit
WHERE (?1 IS NULL OR n.id = ?1) AND (?2 IS NULL OR u.code = ?2)
    AND (?3 IS NULL OR t.kind = ?3) AND (?4 IS NULL OR t.id = ?4)
    AND (?5 IS NULL OR a.deadline < ?5) AND a.state = ?6
    AND (?10 IS NULL OR (coalesce(a.deadline, 9223372036854775807), a.id) > (?9, ?10))
ORDER BY a.deadline NULLS LAST, a.id LIMIT ?7

-- The same of one unit, task by task through `assignment_key`.
-- name: closed_of_unit
SELECT a.id, n.id, n.title, t.id, t.title, t.kind, t.optional, u.code, u.name, a.item, a.channel, a.occurrence, a.state,
    a.level, a.deadline, a.due, a.opened_at, a.last_submitted_at, a.returns, a.provisional, a.stale, a.opened_late,
    a.cover_total, a.cover_decided, a.opens, NULL, a.acknowledged_at
FROM task t CROSS JOIN assignment a ON a.notice = t.notice AND a.task = t.n
    CROSS JOIN notice n ON n.n = a.notice CROSS JOIN unit u ON u.n = a.unit
WHERE a.unit = (SELECT n FROM unit WHERE code = ?2)
    AND (?1 IS NULL OR n.id = ?1) AND (?3 IS NULL OR t.kind = ?3) AND (?4 IS NULL OR t.id = ?4)
    AND (?5 IS NULL OR a.deadline < ?5) AND a.state = ?6
ORDER BY a.deadline NULLS LAST, a.id LIMIT ?7

-- Of each notice: outstanding ones whose deadline has passed by ?1, those of the day that ends at ?2, and those up to ?3.
-- What was handed in waits for others; a waiting one that is past its deadline is blocked, and counted apart.
-- name: pressing
SELECT n.id,
    sum(a.deadline <= ?1 AND a.state IN ('open', 'returned')),
    sum(a.deadline <= ?1 AND a.state = 'waiting'),
    sum(a.deadline > ?1 AND a.deadline <= ?2 AND a.state IN ('open', 'returned')),
    sum(a.deadline > ?1 AND a.deadline <= ?3 AND a.state IN ('open', 'returned')),
    sum(a.state = 'submitted'),
    count(*)
FROM notice n CROSS JOIN assignment a ON a.notice = n.n
WHERE n.state = 'loaded'
    AND (a.state = 'waiting' OR a.state = 'open' OR a.state = 'submitted' OR a.state = 'returned')
GROUP BY n.n ORDER BY n.n

-- name: state_counts
SELECT n.id, a.state, count(*) FROM notice n CROSS JOIN assignment a ON a.notice = n.n
GROUP BY n.n, a.state ORDER BY n.n, a.state
