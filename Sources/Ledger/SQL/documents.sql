-- Texts that events name by their digest.

-- name: put
INSERT INTO document (digest, kind, text) VALUES (?1, ?2, ?3) ON CONFLICT (digest) DO NOTHING

-- name: get
SELECT text FROM document WHERE digest = ?1
