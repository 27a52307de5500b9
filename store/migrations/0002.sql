-- Mending in the window: corrections over a received file, closed months, what was exported, what came in.

ALTER TABLE return ADD COLUMN sent TEXT NOT NULL DEFAULT ''; -- when a commune saved the file it sends up; '' while it works on it

CREATE TABLE edit ( -- one cell typed over a received file; the file itself stays as it came
    id     INTEGER PRIMARY KEY,
    return INTEGER NOT NULL REFERENCES return (id) ON DELETE CASCADE,
    step   INTEGER NOT NULL, -- cells changed together are undone together
    sheet  TEXT NOT NULL,
    cell   TEXT NOT NULL,
    was    TEXT NOT NULL, -- as the sheet showed it before
    typed  TEXT NOT NULL, -- as it was typed
    kind   TEXT NOT NULL, -- empty, number, text
    value  TEXT NOT NULL, -- what the cell holds since: digits with a point, or text
    undone INTEGER NOT NULL DEFAULT 0,
    who    TEXT NOT NULL,
    at     TEXT NOT NULL
) STRICT;
CREATE INDEX edit_return ON edit (return, step);

CREATE TABLE closing ( -- a period closed or opened again, each with its reason
    id      INTEGER PRIMARY KEY,
    period  TEXT NOT NULL,
    verb    TEXT NOT NULL, -- close, reopen
    because TEXT NOT NULL,
    totals  TEXT NOT NULL, -- JSON: the figures as they were
    returns TEXT NOT NULL, -- JSON: ids of the versions that were counted
    who     TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT;
CREATE INDEX closing_period ON closing (period, id);

CREATE TABLE export ( -- files written for others
    id     INTEGER PRIMARY KEY,
    period TEXT NOT NULL,
    name   TEXT NOT NULL,
    hash   TEXT NOT NULL, -- SHA-256, hex
    totals TEXT NOT NULL, -- JSON: the figures it shows
    at     TEXT NOT NULL,
    who    TEXT NOT NULL
) STRICT;
CREATE INDEX export_hash ON export (hash);

CREATE TABLE verdict ( -- one line for every file that came in, as it was told
    id      INTEGER PRIMARY KEY,
    batch   TEXT NOT NULL, -- when the files were taken in together
    period  TEXT NOT NULL,
    file    TEXT NOT NULL,
    unit    TEXT NOT NULL,
    verdict TEXT NOT NULL,
    facts   TEXT NOT NULL, -- JSON: problem, counts, version
    who     TEXT NOT NULL
) STRICT;
CREATE INDEX verdict_period ON verdict (period, id);
