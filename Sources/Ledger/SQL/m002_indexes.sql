-- Two indexes that made a load write all over the file.
--
-- A notice's rows come together, so an index that begins with the notice or the task gets them side by side. One that
-- begins with the unit has a place for them on nearly every page: of the pages that 500 new rows wrote into a ledger of
-- 50,000, two thirds were its. A unit's rows are found without it, task by task through `assignment_key`.
DROP INDEX assignment_by_unit;

-- The same with few reviewers and many notices.
DROP INDEX assignment_by_chain;
CREATE INDEX assignment_by_chain ON assignment (task, chain) WHERE chain IS NOT NULL;
