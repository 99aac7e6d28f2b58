-- The ledger as it stood at an earlier moment.

-- name: head
SELECT seq, hash FROM event WHERE recorded <= ?1 ORDER BY seq DESC LIMIT 1

-- name: removed
SELECT r.definition, r.made_by, r.removed_by FROM removed_assignment r
WHERE r.made_by IN (SELECT seq FROM event WHERE notice = ?1 AND kind = 'planned') ORDER BY r.id

-- Whether something that was still to open when the notice was last worked on has reached its opening since.
-- name: opened_since
SELECT EXISTS (
    SELECT 1 FROM assignment a
    WHERE a.notice = (SELECT n FROM notice WHERE id = ?1) AND a.state = 'waiting' AND a.opens <= ?2
        AND a.opens > (SELECT max(recorded) FROM event WHERE notice = ?1))
