-- Notices as they are loaded now, and their tasks.

-- name: all
SELECT n, id, revision, title, number, issuer, state, loaded_by, file, roster, calendar, calendar_id, zone, language,
    closes, assessment, official
FROM notice ORDER BY n

-- name: one
SELECT n, id, revision, title, number, issuer, state, loaded_by, file, roster, calendar, calendar_id, zone, language,
    closes, assessment, official
FROM notice WHERE id = ?1

-- name: put
INSERT INTO notice (id, revision, title, number, issuer, state, loaded_by, file, roster, calendar, calendar_id, zone,
    language, closes, assessment, official)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, title = excluded.title, number = excluded.number,
    issuer = excluded.issuer, state = excluded.state, loaded_by = excluded.loaded_by, file = excluded.file,
    roster = excluded.roster, calendar = excluded.calendar, calendar_id = excluded.calendar_id, zone = excluded.zone,
    language = excluded.language, closes = excluded.closes, assessment = excluded.assessment,
    official = excluded.official

-- name: tasks
SELECT n, notice, id, ord, title, kind, optional, state FROM task
WHERE notice = (SELECT n FROM notice WHERE id = ?1) ORDER BY ord, n

-- name: task_ref
SELECT n FROM task WHERE notice = ?1 AND id = ?2

-- name: task_put
INSERT INTO task (notice, id, ord, title, kind, optional, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'active')
ON CONFLICT (notice, id) DO UPDATE SET ord = excluded.ord, title = excluded.title, kind = excluded.kind,
    optional = excluded.optional, state = 'active'

-- name: tasks_drop
UPDATE task SET state = 'dropped' WHERE notice = ?1

-- name: spawn_put
INSERT INTO spawn (notice, task, unit, next_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (notice, task, unit) DO UPDATE SET next_at = excluded.next_at

-- name: spawn_delete
DELETE FROM spawn WHERE notice = ?1 AND task = ?2 AND unit = ?3

-- name: spawns_delete
DELETE FROM spawn WHERE notice = ?1

-- name: spawns_due
SELECT n.id, t.id, u.code, s.next_at FROM spawn s JOIN notice n ON n.n = s.notice JOIN task t ON t.n = s.task
    LEFT JOIN unit u ON u.n = s.unit
WHERE s.next_at <= ?1 ORDER BY s.next_at, s.notice, s.task, s.unit

-- name: spawn_next
SELECT min(next_at) FROM spawn
