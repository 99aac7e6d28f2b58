-- Who reviews, and every time a submission lay with a reviewer.

-- name: chain_find
SELECT n FROM chain WHERE codes = ?1

-- name: chains
SELECT n, codes FROM chain

-- name: chain_add
INSERT INTO chain (codes) VALUES (?1) RETURNING n

-- name: chain_level_add
INSERT INTO chain_level (chain, level, reviewer) VALUES (?1, ?2, ?3)

-- name: rounds
SELECT level, received, decided, returned FROM review_round WHERE assignment = ?1 ORDER BY ord

-- name: round_put
INSERT INTO review_round (assignment, ord, level, reviewer, received, decided, returned)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (assignment, ord) DO UPDATE SET level = excluded.level, reviewer = excluded.reviewer,
    received = excluded.received, decided = excluded.decided, returned = excluded.returned

-- name: rounds_cut
DELETE FROM review_round WHERE assignment = ?1 AND ord >= ?2

-- Rounds of a notice with the reviewer's code, in the order of the assignments.
-- name: rounds_of_notice
SELECT r.assignment, a.task, a.unit, u.code, r.level, r.received, r.decided, r.returned
FROM assignment a CROSS JOIN review_round r ON r.assignment = a.id LEFT JOIN unit u ON u.n = r.reviewer
WHERE a.notice = (SELECT n FROM notice WHERE id = ?1) AND a.rounds > 0
ORDER BY r.assignment, r.ord

-- How far the submissions of one task are that a reviewer decides. Each level counts for itself: a reviewer of two
-- levels has two to do. Received before the due ?4 and not decided by then is overdue.
-- name: cover
SELECT count(*),
    coalesce(sum(a.state = 'accepted' OR a.state = 'exempt' OR (a.state = 'submitted' AND a.level > l.level)), 0),
    coalesce(sum(EXISTS (SELECT 1 FROM review_round r WHERE r.assignment = a.id AND r.level = l.level)), 0),
    coalesce(sum(a.state <> 'exempt' AND EXISTS (SELECT 1 FROM review_round r
        WHERE r.assignment = a.id AND r.level = l.level AND r.received < ?4
            AND (r.decided IS NULL OR r.decided >= ?4))), 0)
FROM chain_level l CROSS JOIN assignment a ON a.chain = l.chain
WHERE l.reviewer = (SELECT n FROM unit WHERE code = ?3)
    AND a.task = (SELECT t.n FROM task t JOIN notice n ON n.n = t.notice WHERE n.id = ?1 AND t.id = ?2)
    AND a.state <> 'withdrawn'

-- Whether anything of a task still waits for a reviewer: stops at the first.
-- name: is_pending
SELECT EXISTS (
    SELECT 1 FROM chain_level l CROSS JOIN assignment a ON a.chain = l.chain
    WHERE l.reviewer = (SELECT n FROM unit WHERE code = ?3)
        AND a.task = (SELECT t.n FROM task t JOIN notice n ON n.n = t.notice WHERE n.id = ?1 AND t.id = ?2)
        AND NOT (a.state = 'accepted' OR a.state = 'exempt' OR a.state = 'withdrawn'
            OR (a.state = 'submitted' AND a.level > l.level)))
