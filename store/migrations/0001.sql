-- One book: an office, its units through time, and what they reported.

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
    code       TEXT NOT NULL, -- GSO code; not an identity through time
    valid_from TEXT NOT NULL, -- ISO date, '' for ever before
    valid_to   TEXT NOT NULL, -- ISO date, '' for ever after
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    level      TEXT NOT NULL, -- province, district, commune
    parent     TEXT NOT NULL,
    grp        TEXT NOT NULL DEFAULT '', -- nhóm xã 1, 2, 3 (QĐ 51/2025/QĐ-TTg)
    later_name TEXT NOT NULL DEFAULT '', -- a rename whose day no source gives
    unsure     INTEGER NOT NULL DEFAULT 0, -- no source for valid_from or valid_to
    zone       TEXT NOT NULL DEFAULT '', -- zone (vùng) of the province's overlay
    special    INTEGER NOT NULL DEFAULT 0, -- xã ĐBKK, ATK: thresholds of TDMNPB (QĐ 318, Điều 1)
    PRIMARY KEY (code, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE definition ( -- return definitions, catalogues and overlays in use, as they were
    id      TEXT NOT NULL,
    version TEXT NOT NULL,
    kind    TEXT NOT NULL, -- catalogue (return definitions and checks), overlay
    body    BLOB NOT NULL,
    PRIMARY KEY (kind, id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE file ( -- the originals, unaltered
    hash     TEXT PRIMARY KEY, -- SHA-256, hex
    name     TEXT NOT NULL,
    body     BLOB NOT NULL,
    received TEXT NOT NULL
) STRICT;

CREATE TABLE return (
    id          INTEGER PRIMARY KEY,
    unit        TEXT NOT NULL,
    period      TEXT NOT NULL,
    version     INTEGER NOT NULL,
    state       TEXT NOT NULL, -- accepted, draft, returned, closed
    file        TEXT NOT NULL REFERENCES file (hash),
    file_name   TEXT NOT NULL,
    definition  TEXT NOT NULL,
    def_version INTEGER NOT NULL,
    crit_set    TEXT NOT NULL,
    catalogue   TEXT NOT NULL, -- version of the checks that ran
    figures     TEXT NOT NULL, -- fingerprint of the figures, to know a copy
    received    TEXT NOT NULL,
    UNIQUE (unit, period, version)
) STRICT;
CREATE INDEX return_period ON return (period, unit);
CREATE INDEX return_figures ON return (figures);

CREATE TABLE grid (
    return INTEGER NOT NULL REFERENCES return (id) ON DELETE CASCADE,
    tbl    TEXT NOT NULL,
    sheet  TEXT NOT NULL,
    cell   TEXT NOT NULL, -- the heading
    found  INTEGER NOT NULL,
    none   INTEGER NOT NULL, -- the unit states that there is nothing to list
    PRIMARY KEY (return, tbl)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry ( -- one value and the cell it was read from; blank cells are not kept
    return  INTEGER NOT NULL REFERENCES return (id) ON DELETE CASCADE,
    tbl     TEXT NOT NULL,
    line    INTEGER NOT NULL, -- order of the row in its table, 0 for the total row
    col     TEXT NOT NULL,
    row     TEXT NOT NULL, -- the row's key
    state   INTEGER NOT NULL,
    value   TEXT NOT NULL, -- canonical: point decimals, ISO dates
    cell    TEXT NOT NULL,
    raw     TEXT,          -- as written, where it differs from value
    shown   TEXT,
    formula TEXT,
    doubt   TEXT,
    hint    TEXT,
    flags   INTEGER NOT NULL DEFAULT 0, -- 1 cached, 2 computed here
    PRIMARY KEY (return, tbl, line, col)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
    return    INTEGER NOT NULL REFERENCES return (id) ON DELETE CASCADE,
    seq       INTEGER NOT NULL,
    key       TEXT NOT NULL,
    id        TEXT NOT NULL,
    severity  TEXT NOT NULL,
    explained TEXT NOT NULL,
    facts     TEXT NOT NULL, -- JSON: place, saw, want, operands, facts
    PRIMARY KEY (return, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE explanation (
    unit   TEXT NOT NULL,
    period TEXT NOT NULL,
    key    TEXT NOT NULL,
    saw    TEXT NOT NULL, -- it holds while the figure is the same
    text   TEXT NOT NULL,
    who    TEXT NOT NULL,
    at     TEXT NOT NULL,
    PRIMARY KEY (unit, period, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE refusal ( -- files that could not be stored as a return: nothing that came in is forgotten
    id      INTEGER PRIMARY KEY,
    period  TEXT NOT NULL,
    name    TEXT NOT NULL,
    hash    TEXT NOT NULL,
    problem TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT;

CREATE TABLE exclusion (
    unit   TEXT NOT NULL,
    period TEXT NOT NULL,
    reason TEXT NOT NULL,
    who    TEXT NOT NULL,
    at     TEXT NOT NULL,
    PRIMARY KEY (unit, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
    id     INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    who    TEXT NOT NULL,
    verb   TEXT NOT NULL,
    unit   TEXT NOT NULL,
    period TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
