-- What the engine asks for each assignment and recipient that it looks at.

-- Everything that the daemon has to look at, in the least room: how much that is nobody knows before.
-- name: awake
SELECT id, unit FROM assignment WHERE wake <= ?1

-- Those of the list ?1 that are still to be looked at, in its order.
-- name: awake_of
SELECT r.* FROM json_each(?1) j CROSS JOIN assignment_row r WHERE r.id = j.value AND r.wake <= ?2

-- The units of the assignments of the list ?1.
-- name: units_of
SELECT n, code, name, kind, level, parent, region, tags, joins, leaves, credit_code, former_names, removed, since,
    mailboxes, phone
FROM unit LEFT JOIN contact ON contact.unit = unit.n
WHERE n IN (SELECT a.unit FROM json_each(?1) j CROSS JOIN assignment a WHERE a.id = j.value)

-- name: set_wakes
UPDATE assignment SET wake = ?1 WHERE id IN (SELECT value FROM json_each(?2)) AND wake IS NOT ?1

-- Whether any letter has a key of a day: keys begin with it.
-- name: has_letters
SELECT 1 FROM outbox WHERE key >= ?1 AND key < ?2 LIMIT 1

-- The latest letter that was planned about an assignment, whoever it was for.
-- name: last_told
SELECT w.stage, w.due_version, o.created
FROM (SELECT max(outbox) AS letter, stage, due_version FROM owed WHERE assignment = ?1) w
    CROSS JOIN outbox o ON o.id = w.letter

-- Recipients of failed letters; few, as a rule, so that nothing has to be asked about all others.
-- name: failed
SELECT recipient FROM outbox WHERE state = 'failed' LIMIT ?1

-- A letter's lines, each with its assignment.
-- name: told_in
SELECT r.*, w.stage, w.due_version
FROM owed w CROSS JOIN assignment_row r WHERE w.outbox = ?1 AND r.id = w.assignment

-- Lines whose assignment is gone. (With an outer join SQLite would first write out the whole view.)
-- name: gone_in
SELECT recipient, assignment, stage, due_version, outbox FROM owed w
WHERE outbox = ?1 AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.id = w.assignment)

-- Each mailbox of a recipient has letters of its own, so the latest few tell of all of them.
-- name: last_settled
SELECT state, outcome_code, content FROM outbox
WHERE recipient = ?1 AND (state = 'sent' OR state = 'failed')
ORDER BY created DESC, id DESC LIMIT ?2
