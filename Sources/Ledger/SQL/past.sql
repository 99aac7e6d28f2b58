-- The ledger as it stood at an earlier moment.

-- name: head
SELECT seq, hash FROM event WHERE recorded <= ?1 ORDER BY seq DESC LIMIT 1

-- name: removed
SELECT r.definition, r.made_by, r.removed_by FROM removed_assignment r
WHERE r.made_by IN (SELECT seq FROM event WHERE notice = ?1 AND kind = 'planned') ORDER BY r.id

-- Whether anything was recorded in the notice at that moment or later: mostly the first event that is looked at says so.
-- name: recorded_since
SELECT EXISTS (SELECT 1 FROM event WHERE notice = ?1 AND recorded >= ?2)
