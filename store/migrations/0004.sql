-- Home-made layouts: how a person said a workbook is to be read, and which returns were read so; why a cell was mended.

CREATE TABLE mapping ( -- confirmed once, used again for every file with the same headings
    id         INTEGER PRIMARY KEY,
    sender     TEXT NOT NULL, -- code of the unit whose file it was; '' for a workbook of several units
    signature  TEXT NOT NULL, -- of the headings it reads
    definition TEXT NOT NULL, -- id of the return's definition
    file       TEXT NOT NULL, -- name of the file it was confirmed on
    body       TEXT NOT NULL, -- JSON: ntm.Mapping
    gone       INTEGER NOT NULL DEFAULT 0, -- forgotten, or replaced by a later one; returns read with it keep it
    at         TEXT NOT NULL,
    who        TEXT NOT NULL
) STRICT;
CREATE INDEX mapping_signature ON mapping (definition, signature, id);

ALTER TABLE return ADD COLUMN mapping INTEGER REFERENCES mapping (id); -- the one it was read with; NULL: read by the template's headings

ALTER TABLE edit ADD COLUMN cause TEXT NOT NULL DEFAULT ''; -- id of the check whose suggestion it was; '' typed by a person
