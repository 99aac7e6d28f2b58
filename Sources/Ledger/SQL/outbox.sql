-- Letters: planned once, claimed before the network, settled after it.

-- name: plan
INSERT INTO outbox (key, message_id, recipient, role, kind, notice, created, not_before, state, next_attempt, content,
    reason, settled_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?8, ?10, ?11, ?12)
ON CONFLICT (key) DO NOTHING

-- A letter that was just planned and tells nothing new.
-- name: unplan
DELETE FROM outbox WHERE id = ?1

-- Whether a letter can take further lines, because it has never left; one that nobody can be sent only in its own moment.
-- name: waiting
SELECT id, attempts = 0 AND (state = 'held' OR state = 'planned' OR (state = 'suppressed' AND created = ?2))
FROM outbox WHERE key = ?1

-- name: is_waiting
SELECT attempts = 0 AND (state = 'held' OR state = 'planned') FROM outbox WHERE id = ?1

-- name: tells
SELECT 1 FROM owed WHERE assignment = ?1 AND outbox = ?2

-- name: owed_add
INSERT INTO owed (recipient, assignment, stage, due_version, outbox) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT DO NOTHING

-- name: owed_letter
SELECT outbox FROM owed WHERE assignment = ?1 AND recipient = ?2 AND stage = ?3 AND due_version = ?4

-- name: owed_of_assignment
SELECT recipient, assignment, stage, due_version, outbox FROM owed WHERE assignment = ?1

-- name: owed_of_letter
SELECT recipient, assignment, stage, due_version, outbox FROM owed WHERE outbox = ?1

-- The intent is committed before the first byte leaves.
-- name: claim
UPDATE outbox SET state = 'sending', attempts = attempts + 1
WHERE id IN (SELECT id FROM outbox WHERE state = 'planned' AND next_attempt <= ?1 ORDER BY next_attempt, id LIMIT ?2)
RETURNING id, key, message_id, recipient, role, kind, notice, created, not_before, state, attempts, next_attempt,
    outcome_code, reason, settled_at, content

-- name: settle
UPDATE outbox SET state = ?2, next_attempt = coalesce(?3, next_attempt), outcome_code = ?4, reason = ?5, settled_at = ?6
WHERE id = ?1 AND state = 'sending'

-- name: suppress
UPDATE outbox SET state = 'suppressed', reason = ?2, settled_at = ?3
WHERE id = ?1 AND (state = 'held' OR state = 'planned' OR state = 'sending')

-- name: defer
UPDATE outbox SET state = 'planned', next_attempt = ?2, reason = ?3, attempts = max(0, attempts - 1)
WHERE id = ?1 AND state = 'sending'

-- name: release
UPDATE outbox SET state = 'planned', next_attempt = max(next_attempt, ?1) WHERE state = 'held'

-- A test letter and a sign-in link go all the same: somebody waits for them.
-- name: hold
UPDATE outbox SET state = 'held' WHERE state = 'planned' AND kind NOT IN ('test', 'signin')

-- name: recover
UPDATE outbox SET state = ?1, reason = ?2, next_attempt = ?3, settled_at = ?4 WHERE state = 'sending' RETURNING id

-- name: next_attempt
SELECT min(next_attempt) FROM outbox WHERE state = 'planned'

-- name: counts
SELECT state, count(*) FROM outbox GROUP BY state

-- name: one
SELECT id, key, message_id, recipient, role, kind, notice, created, not_before, state, attempts, next_attempt,
    outcome_code, reason, settled_at, content
FROM outbox WHERE id = ?1

-- name: list
SELECT id, key, message_id, recipient, role, kind, notice, created, not_before, state, attempts, next_attempt,
    outcome_code, reason, settled_at, content
FROM outbox WHERE (?1 IS NULL OR state = ?1) AND (?2 IS NULL OR recipient = ?2) AND (?3 IS NULL OR notice = ?3)
ORDER BY id DESC LIMIT ?4
