-- What a step on a few units of a large notice needs to know of the rest.

-- When a notice was loaded first. Loads belong to no unit, which is how the index finds them among many events.
-- name: first_load
SELECT at FROM event WHERE notice = ?1 AND unit IS NULL AND kind = 'loaded' ORDER BY at, seq LIMIT 1

-- name: version
SELECT revision, state FROM notice WHERE id = ?1

-- Events of a notice that belong to no unit, voided ones left out.
-- name: of_no_unit
SELECT seq, kind, notice, assignment, unit, item, at, recorded, author, source, body FROM event e
WHERE notice = ?1 AND unit IS NULL AND NOT EXISTS (SELECT 1 FROM void v WHERE v.event = e.seq)
ORDER BY at, seq

-- Whether something of the notice waits for its day, which has come. Of more than a thousand that the daemon has to look
-- at nobody asks further.
-- name: is_opening
SELECT count(*) > 1000 OR coalesce(max(state = 'waiting' AND opens <= ?2 AND notice = ?3), 0)
FROM (SELECT state, opens, notice FROM assignment WHERE wake <= ?2 LIMIT 1001)

-- Units whose assignment of a task has never been accepted (?3 1), submitted (2), opened (3), returned (4).
-- name: never
SELECT DISTINCT u.code FROM assignment a JOIN unit u ON u.n = a.unit
WHERE a.notice = (SELECT n FROM notice WHERE id = ?1)
    AND a.task = (SELECT t.n FROM task t JOIN notice n ON n.n = t.notice WHERE n.id = ?1 AND t.id = ?2)
    AND a.state <> 'withdrawn' AND (NOT ?4 OR a.submissions > 0 OR a.state = 'exempt')
    AND CASE ?3 WHEN 1 THEN a.settled = '' WHEN 2 THEN a.state <> 'exempt' AND a.handed_in = ''
        WHEN 3 THEN a.opened_at IS NULL ELSE a.returned_at IS NULL END
LIMIT ?5

-- Notices in which something waits whose day has come.
-- name: openings
SELECT DISTINCT n.id FROM assignment a JOIN notice n ON n.n = a.notice
WHERE a.wake <= ?1 AND a.state = 'waiting' AND a.opens <= ?1 ORDER BY n.id
