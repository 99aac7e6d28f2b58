-- Assignments: made, brought up to date, fetched by slice.

-- name: insert
INSERT INTO assignment (id, unit, chain, notice, task, item, channel, occurrence, entry, opens, made_due, provisional,
    made_by, state, level, deadline, wake, due_version, stale, opened_at, due, effective_due, extended_due, opened_late,
    extended_after_due, correction_due, first_submitted_at, last_submitted_at, accepted_at, returned_at,
    acknowledged_at, submissions, returns, reviews, reopens, chases, backdated, is_nil, on_behalf, quantity, since,
    unit_seconds, reviewer_seconds, closed_seconds, cover_total, cover_decided, cover_received, cover_overdue, rounds,
    items_in, settled, handed_in)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,
    ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46, ?47,
    ?48, ?49, ?50, ?51, ?52)

-- What was just made has nothing in most columns, and rows of one task differ in three of the others: what they share is
-- ?1 to ?20, and the list of rows follows here. Many go in with one statement, because opening and closing the table and
-- its indexes costs more than a row; what is left over of the last batch is NULL. OR FAIL: the step is undone as a
-- whole anyway, and SQLite need not be able to undo half of it.
-- name: insert_fresh
INSERT OR FAIL INTO assignment (id, unit, chain, notice, task, item, channel, occurrence, entry, opens, made_due,
    provisional, made_by, state, deadline, wake, due_version, opened_at, due, effective_due, extended_due, opened_late,
    since)
SELECT *, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20 FROM (VALUES
    @rows@
) WHERE column1 IS NOT NULL

-- name: update
UPDATE assignment SET state = ?14, level = ?15, deadline = ?16, wake = ?17, due_version = ?18, stale = ?19,
    opened_at = ?20, due = ?21, effective_due = ?22, extended_due = ?23, opened_late = ?24, extended_after_due = ?25,
    correction_due = ?26, first_submitted_at = ?27, last_submitted_at = ?28, accepted_at = ?29, returned_at = ?30,
    acknowledged_at = ?31, submissions = ?32, returns = ?33, reviews = ?34, reopens = ?35, chases = ?36,
    backdated = ?37, is_nil = ?38, on_behalf = ?39, quantity = ?40, since = ?41, unit_seconds = ?42,
    reviewer_seconds = ?43, closed_seconds = ?44, cover_total = ?45, cover_decided = ?46, cover_received = ?47,
    cover_overdue = ?48, rounds = ?49, items_in = ?50, settled = ?51, handed_in = ?52
WHERE id = ?1

-- Only when the daemon has to look again; the state is untouched.
-- name: set_wake
UPDATE assignment SET wake = ?2 WHERE id = ?1 AND wake IS NOT ?2

-- name: chain_of
SELECT c.codes, a.rounds FROM assignment a LEFT JOIN chain c ON c.n = a.chain WHERE a.id = ?1

-- name: last_id
SELECT max(coalesce((SELECT max(id) FROM assignment), 0), coalesce((SELECT max(id) FROM removed_assignment), 0))

-- name: by_id
SELECT * FROM assignment_row WHERE id = ?1

-- name: by_key
SELECT * FROM assignment_row
WHERE notice = (SELECT n FROM notice WHERE id = ?1)
    AND task = (SELECT t.n FROM task t JOIN notice n ON n.n = t.notice WHERE n.id = ?1 AND t.id = ?2)
    AND unit = (SELECT n FROM unit WHERE code = ?3) AND item = ?4 AND channel = ?5 AND occurrence = ?6

-- name: of_notice
SELECT * FROM assignment_row WHERE notice = (SELECT n FROM notice WHERE id = ?1) ORDER BY id

-- name: of_task
SELECT * FROM assignment_row
WHERE notice = (SELECT n FROM notice WHERE id = ?1)
    AND task = (SELECT t.n FROM task t JOIN notice n ON n.n = t.notice WHERE n.id = ?1 AND t.id = ?2)
ORDER BY id

-- A unit's rows are found task by task through `assignment_key`; see m002_indexes.sql.
-- name: of_unit_in_notice
SELECT * FROM assignment_row
WHERE notice = (SELECT n FROM notice WHERE id = ?1)
    AND task IN (SELECT t.n FROM task t JOIN notice n ON n.n = t.notice WHERE n.id = ?1)
    AND unit = (SELECT n FROM unit WHERE code = ?2)
ORDER BY id

-- name: of_unit
SELECT * FROM assignment_row
WHERE id IN (
    SELECT a.id FROM task t CROSS JOIN assignment a ON a.notice = t.notice AND a.task = t.n
    WHERE a.unit = (SELECT n FROM unit WHERE code = ?1))
ORDER BY id

-- Of the units whose parent is ?3.
-- name: below
SELECT * FROM assignment_row
WHERE unit IN (SELECT n FROM unit WHERE parent = ?3) AND notice = (SELECT n FROM notice WHERE id = ?1)
    AND task = (SELECT t.n FROM task t JOIN notice n ON n.n = t.notice WHERE n.id = ?1 AND t.id = ?2)
ORDER BY id

-- Those of one task that a reviewer decides at some level.
-- name: reviewed_by
SELECT * FROM assignment_row
WHERE chain IN (SELECT chain FROM chain_level WHERE reviewer = (SELECT n FROM unit WHERE code = ?3))
    AND task = (SELECT t.n FROM task t JOIN notice n ON n.n = t.notice WHERE n.id = ?1 AND t.id = ?2)
ORDER BY id

-- name: awake
SELECT * FROM assignment_row WHERE wake <= ?1 ORDER BY wake, id LIMIT ?2

-- name: next_wake
SELECT min(wake) FROM assignment WHERE wake IS NOT NULL

-- The figures of a notice, row by row: no words, no lists, and of the state only what some figure counts, since every
-- column costs about as much as finding the row. Marks of one bit come together: fetching a column costs more than adding
-- it up. In the order of the index `assignment_key`: sorting would copy every row once more.
-- name: figures
SELECT id, task, unit, item, opens, state,
    stale + 2 * opened_late + 4 * extended_after_due + 8 * is_nil + 16 * on_behalf,
    effective_due, extended_due, correction_due, first_submitted_at, last_submitted_at, submissions, returns, reviews,
    reopens, backdated, unit_seconds, reviewer_seconds, closed_seconds, cover_overdue
FROM assignment WHERE notice = (SELECT n FROM notice WHERE id = ?1)
ORDER BY task, unit, item, channel, occurrence

-- What others wait for, of one task.
-- name: members
SELECT id, unit, item, chain, state, level, submissions, opened_at, returned_at
FROM assignment
WHERE notice = (SELECT n FROM notice WHERE id = ?1)
    AND task = (SELECT t.n FROM task t JOIN notice n ON n.n = t.notice WHERE n.id = ?1 AND t.id = ?2)
ORDER BY unit, item, channel, occurrence

-- name: has_history
SELECT EXISTS (SELECT 1 FROM event WHERE assignment = ?1)

-- name: remember
INSERT INTO removed_assignment (id, definition, made_by, removed_by) VALUES (?1, ?2, ?3, ?4)

-- name: remove
DELETE FROM assignment WHERE id = ?1

-- name: counts
SELECT n.id, a.state, count(*) FROM assignment a JOIN notice n ON n.n = a.notice
WHERE ?1 IS NULL OR a.notice = (SELECT n FROM notice WHERE id = ?1) GROUP BY a.notice, a.state
