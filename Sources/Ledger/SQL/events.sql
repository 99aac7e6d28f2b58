-- Events: appended, read in the order of the chain or in the order in which they happened.

-- name: head
SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1

-- name: append
INSERT INTO event (seq, kind, notice, assignment, unit, item, at, recorded, author, source, body, personal_digest,
    personal, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)

-- name: of_assignment
SELECT seq, kind, notice, assignment, unit, item, at, recorded, author, source, body FROM event e
WHERE assignment = ?1 AND at <= ?2 AND recorded <= ?3
    AND (?4 OR NOT EXISTS (SELECT 1 FROM void v JOIN event b ON b.seq = v.by
        WHERE v.event = e.seq AND b.at <= ?2 AND b.recorded <= ?3))
ORDER BY at, seq

-- name: of_notice
SELECT seq, kind, notice, assignment, unit, item, at, recorded, author, source, body FROM event e
WHERE notice = ?1 AND at <= ?2 AND recorded <= ?3
    AND (?4 OR NOT EXISTS (SELECT 1 FROM void v JOIN event b ON b.seq = v.by
        WHERE v.event = e.seq AND b.at <= ?2 AND b.recorded <= ?3))
ORDER BY at, seq

-- name: of_unit
SELECT seq, kind, notice, assignment, unit, item, at, recorded, author, source, body FROM event e
WHERE notice = ?1 AND unit = ?5 AND at <= ?2 AND recorded <= ?3
    AND (?4 OR NOT EXISTS (SELECT 1 FROM void v JOIN event b ON b.seq = v.by
        WHERE v.event = e.seq AND b.at <= ?2 AND b.recorded <= ?3))
ORDER BY at, seq

-- Events of the notice that belong to no assignment: loaded, happened, told …
-- name: shared
SELECT seq, kind, notice, assignment, unit, item, at, recorded, author, source, body FROM event e
WHERE notice = ?1 AND assignment IS NULL AND at <= ?2 AND recorded <= ?3
    AND (?4 OR NOT EXISTS (SELECT 1 FROM void v JOIN event b ON b.seq = v.by
        WHERE v.event = e.seq AND b.at <= ?2 AND b.recorded <= ?3))
ORDER BY at, seq

-- name: after
SELECT seq, kind, notice, assignment, unit, item, at, recorded, author, source, body FROM event e
WHERE seq > ?5 AND at <= ?2 AND recorded <= ?3
    AND (?4 OR NOT EXISTS (SELECT 1 FROM void v JOIN event b ON b.seq = v.by
        WHERE v.event = e.seq AND b.at <= ?2 AND b.recorded <= ?3))
ORDER BY seq

-- name: one
SELECT seq, kind, notice, assignment, unit, item, at, recorded, author, source, body FROM event WHERE seq = ?1

-- name: personal
SELECT personal FROM event WHERE seq = ?1

-- name: erase_personal
UPDATE event SET personal = NULL WHERE seq = ?1 AND personal IS NOT NULL

-- name: void_insert
INSERT INTO void (event, by) VALUES (?1, ?2)

-- name: void_of
SELECT by FROM void WHERE event = ?1

-- name: voids_of_notice
SELECT v.event, v.by FROM event e JOIN void v ON v.event = e.seq WHERE e.notice = ?1

-- name: voids
SELECT event, by FROM void ORDER BY event

-- The last event that was recorded: nothing may be recorded before it.
-- name: last_recorded
SELECT recorded FROM event ORDER BY seq DESC LIMIT 1

-- name: silence_insert
INSERT INTO silence (event, scope, until, reason, author) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: silence_end
UPDATE silence SET ended_by = ?2 WHERE event = ?1 AND ended_by IS NULL

-- name: silence_delete
DELETE FROM silence WHERE event = ?1

-- name: silence_resume
UPDATE silence SET ended_by = NULL WHERE ended_by = ?1

-- name: silences
SELECT event, scope, until, reason, author, ended_by FROM silence
WHERE ?2 OR (ended_by IS NULL AND until > ?1) ORDER BY event

-- name: mail_mode_set
INSERT INTO mail_mode (id, mode, detail, event) VALUES (1, ?1, ?2, ?3)
ON CONFLICT (id) DO UPDATE SET mode = excluded.mode, detail = excluded.detail, event = excluded.event

-- name: mail_mode
SELECT mode, detail, event FROM mail_mode

-- name: mail_mode_latest
SELECT seq, body FROM event e WHERE kind = 'mailMode' AND NOT EXISTS (SELECT 1 FROM void WHERE event = e.seq)
ORDER BY seq DESC LIMIT 1

-- name: mail_mode_clear
DELETE FROM mail_mode

-- name: voids_clear
DELETE FROM void

-- name: silences_clear
DELETE FROM silence

-- name: silences_all
SELECT event, scope, until, reason, author, ended_by FROM silence

-- Events from which other rows follow.
-- name: deriving
SELECT seq, kind, notice, assignment, unit, item, at, recorded, author, source, body FROM event
WHERE kind = 'voided' OR kind = 'silenced' OR kind = 'unsilenced' OR kind = 'mailMode' ORDER BY seq

-- name: meta_get
SELECT value FROM meta WHERE key = ?1

-- name: meta_set
INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value
