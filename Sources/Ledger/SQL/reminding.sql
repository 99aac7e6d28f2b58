-- What the engine asks for each assignment and recipient that it looks at.

-- name: has_letter
SELECT 1 FROM outbox WHERE key = ?1

-- The latest letter that was planned about an assignment, whoever it was for.
-- name: last_told
SELECT w.stage, w.due_version, o.created
FROM owed w JOIN outbox o ON o.id = w.outbox
WHERE w.assignment = ?1
ORDER BY w.outbox DESC LIMIT 1

-- Each mailbox of a recipient has letters of its own, so the latest few tell of all of them.
-- name: last_settled
SELECT state, outcome_code, content FROM outbox
WHERE recipient = ?1 AND (state = 'sent' OR state = 'failed')
ORDER BY created DESC, id DESC LIMIT ?2
