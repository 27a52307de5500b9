-- The paper: what was printed under which fingerprint, the office's own words in it, and the submissions taken in from below.

ALTER TABLE export ADD COLUMN code TEXT NOT NULL DEFAULT ''; -- the fingerprint printed on it; '' before there were any
CREATE INDEX export_code ON export (code);

CREATE TABLE printed ( -- the forms as they were printed, once for each fingerprint
    code  TEXT PRIMARY KEY,
    forms BLOB NOT NULL -- gzip of JSON: every form with its texts, cell by cell
) STRICT;

CREATE TABLE passage ( -- the office's own words in the submission of a period
    period TEXT NOT NULL,
    id     TEXT NOT NULL, -- of the paragraph or field of the letter
    text   TEXT NOT NULL,
    over   TEXT NOT NULL, -- what the program had written in its place then
    at     TEXT NOT NULL,
    who    TEXT NOT NULL,
    PRIMARY KEY (period, id)
) STRICT;

CREATE TABLE submission ( -- a workbook from below that carries the returns it was made from
    id     INTEGER PRIMARY KEY,
    period TEXT NOT NULL,
    parent TEXT NOT NULL, -- code of the unit that submits
    name   TEXT NOT NULL,
    hash   TEXT NOT NULL, -- SHA-256, hex
    code   TEXT NOT NULL, -- the fingerprint it bears
    totals TEXT NOT NULL, -- JSON: the figures it states
    at     TEXT NOT NULL,
    who    TEXT NOT NULL
) STRICT;
CREATE INDEX submission_period ON submission (period, parent, id);

ALTER TABLE return ADD COLUMN submission INTEGER REFERENCES submission (id); -- the one it was carried in; NULL: it came by itself
