-- Accounts, tokens and the key of reminder links.

-- name: key
SELECT secret FROM access_key WHERE id = 1

-- name: key_set
INSERT INTO access_key (id, secret) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET secret = excluded.secret

-- name: account
SELECT name, role, unit, notices, mail, created, author, revoked FROM account WHERE name = ?1

-- name: accounts
SELECT name, role, unit, notices, mail, created, author, revoked FROM account ORDER BY name

-- name: account_by_mail
SELECT name, role, unit, notices, mail, created, author, revoked FROM account
WHERE mail = lower(?1) AND revoked IS NULL

-- A name that was revoked may be granted anew; its old tokens stay revoked.
-- name: account_set
INSERT INTO account (name, role, unit, notices, mail, created, author, revoked)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL)
ON CONFLICT (name) DO UPDATE SET role = excluded.role, unit = excluded.unit, notices = excluded.notices,
    mail = excluded.mail, created = excluded.created, author = excluded.author, revoked = NULL

-- name: account_revoke
UPDATE account SET revoked = ?2 WHERE name = ?1 AND revoked IS NULL

-- name: token
SELECT digest, kind, account, units, notice, label, created, expires, used, revoked FROM token WHERE digest = ?1

-- name: tokens
SELECT digest, kind, account, units, notice, label, created, expires, used, revoked FROM token
WHERE kind = 'api' OR kind = 'feed' ORDER BY created, digest

-- name: token_add
INSERT INTO token (digest, kind, account, units, notice, label, created, expires)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)

-- Of two clicks at once one changes the row.
-- name: token_use
UPDATE token SET used = ?2 WHERE digest = ?1 AND used IS NULL AND revoked IS NULL

-- name: token_revoke
UPDATE token SET revoked = ?2 WHERE digest = ?1 AND revoked IS NULL

-- name: tokens_revoke_of_account
UPDATE token SET revoked = ?2 WHERE account = ?1 AND revoked IS NULL

-- name: feeds_revoke_of_unit
UPDATE token SET revoked = ?2 WHERE units = ?1 AND kind = 'feed' AND revoked IS NULL

-- How many sign-in links were asked for since ?3, for one account or unit.
-- name: signins_since
SELECT count(*) FROM token WHERE kind = 'signin' AND account IS ?1 AND units IS ?2 AND created >= ?3

-- Sessions and sign-in links that ended before ?1 are of no use to anybody.
-- name: tokens_forget
DELETE FROM token WHERE expires < ?1 AND (kind = 'session' OR kind = 'signin')

-- name: units_by_mail
SELECT u.code FROM contact c JOIN unit u ON u.n = c.unit
WHERE u.removed = 0 AND instr(char(10) || lower(c.mailboxes) || char(10), char(10) || lower(?1) || char(10)) > 0
ORDER BY u.code

-- name: is_reviewer
SELECT EXISTS (SELECT 1 FROM chain_level l JOIN unit u ON u.n = l.reviewer WHERE u.code = ?1)

-- name: answered
SELECT digest, status, body FROM answered WHERE who = ?1 AND key = ?2

-- name: answered_add
INSERT INTO answered (who, key, digest, status, body, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: answered_put
UPDATE answered SET status = ?3, body = ?4 WHERE who = ?1 AND key = ?2

-- name: answered_forget
DELETE FROM answered WHERE at < ?1

-- What somebody may see who may not see everything: of a unit, of a notice, of a reviewer.
-- name: notices_of_unit
SELECT n.id FROM notice n WHERE EXISTS (
    SELECT 1 FROM task t CROSS JOIN assignment a ON a.notice = t.notice AND a.task = t.n
    WHERE t.notice = n.n AND a.unit = (SELECT n FROM unit WHERE code = ?1))

-- name: units_of_notice
SELECT u.code FROM unit u WHERE u.n IN (
    SELECT a.unit FROM assignment a WHERE a.notice = (SELECT n FROM notice WHERE id = ?1))

-- name: reviewed_by
SELECT a.id, n.id, u.code
FROM chain_level l CROSS JOIN task t CROSS JOIN assignment a ON a.task = t.n AND a.chain = l.chain
    CROSS JOIN notice n ON n.n = a.notice CROSS JOIN unit u ON u.n = a.unit
WHERE l.reviewer = (SELECT n FROM unit WHERE code = ?1)
