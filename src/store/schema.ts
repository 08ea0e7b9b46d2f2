/** Marks a database file as one of this program ("CSMT"). */
export const APPLICATION = 0x43534d54;

/**
 * What brings a store from the version of its place in the list to the next one. A migration that has been released is never changed; a new
 * field gets its column by one of its own. Durations, counts and scores that are whole numbers are kept as such (NUMERIC); a score in
 * words is a text. docs/store.md tells what the columns hold.
 */
export const MIGRATIONS: readonly string[] = [
  `
CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  profile TEXT,
  zone TEXT
);
CREATE TABLE layouts (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources(id),
  key TEXT NOT NULL,
  file TEXT NOT NULL,
  columns TEXT NOT NULL,
  decisions TEXT NOT NULL,
  rows INTEGER NOT NULL DEFAULT 0,
  UNIQUE (source_id, key)
);
CREATE TABLE scores (
  layout_id INTEGER NOT NULL REFERENCES layouts(id),
  field TEXT NOT NULL,
  value NUMERIC NOT NULL,
  rows INTEGER NOT NULL,
  PRIMARY KEY (layout_id, field, value)
) WITHOUT ROWID;
CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources(id),
  layout_id INTEGER NOT NULL REFERENCES layouts(id),
  file TEXT NOT NULL,
  part TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  newest TEXT,
  read INTEGER NOT NULL,
  new INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  left_out INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  not_data INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  decisions TEXT NOT NULL,
  UNIQUE (sha256, part)
);
CREATE TABLE interactions (
  row INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources(id),
  key TEXT,
  layout_id INTEGER NOT NULL REFERENCES layouts(id),
  import_id INTEGER NOT NULL REFERENCES imports(id),
  line INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  hash INTEGER NOT NULL,
  at TEXT GENERATED ALWAYS AS (coalesce(created, answered_at, sent)) VIRTUAL,
  id TEXT,
  response_id TEXT,
  created TEXT,
  first_response TEXT,
  resolved TEXT,
  closed TEXT,
  updated TEXT,
  due TEXT,
  sent TEXT,
  answered_at TEXT,
  response_time NUMERIC,
  resolution_time NUMERIC,
  talk NUMERIC,
  hold NUMERIC,
  wrap NUMERIC,
  handle NUMERIC,
  wait NUMERIC,
  replies NUMERIC,
  customer_replies NUMERIC,
  reopens NUMERIC,
  reassignments NUMERIC,
  resolved_flag INTEGER,
  answered INTEGER,
  abandoned INTEGER,
  transferred INTEGER,
  escalated INTEGER,
  bot INTEGER,
  fcr INTEGER,
  sla INTEGER,
  csat NUMERIC,
  nps NUMERIC,
  ces NUMERIC,
  score NUMERIC,
  survey_type TEXT,
  status TEXT,
  channel TEXT,
  direction TEXT,
  priority TEXT,
  agent TEXT,
  team TEXT,
  customer TEXT,
  organisation TEXT,
  topic TEXT,
  tags TEXT,
  language TEXT,
  source TEXT,
  comment TEXT,
  kept TEXT
);
CREATE UNIQUE INDEX interactions_by_key ON interactions (source_id, key);
CREATE INDEX interactions_by_date ON interactions (layout_id, at);
CREATE TABLE versions (
  row INTEGER NOT NULL REFERENCES interactions(row) ON DELETE CASCADE,
  layout_id INTEGER NOT NULL REFERENCES layouts(id),
  import_id INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  cells TEXT NOT NULL,
  PRIMARY KEY (row, layout_id)
) WITHOUT ROWID;
`,
  `
CREATE TABLE definitions (
  version TEXT PRIMARY KEY,
  kpi TEXT NOT NULL,
  told TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  night TEXT NOT NULL,
  question TEXT NOT NULL,
  kpis TEXT NOT NULL,
  as_of TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  since TEXT,
  until TEXT,
  zone TEXT NOT NULL,
  tool TEXT NOT NULL,
  inputs TEXT NOT NULL,
  UNIQUE (night, question, kpis)
);
CREATE TABLE figures (
  run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  kpi TEXT NOT NULL,
  place INTEGER NOT NULL,
  by_values TEXT NOT NULL,
  value REAL,
  n INTEGER NOT NULL,
  low REAL,
  high REAL,
  statistics TEXT NOT NULL,
  definition TEXT NOT NULL REFERENCES definitions(version),
  PRIMARY KEY (run_id, kpi, place)
) WITHOUT ROWID;
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  text TEXT NOT NULL,
  noted_at TEXT NOT NULL,
  UNIQUE (day, text)
);
`,
  `
CREATE TABLE contacts (
  row INTEGER PRIMARY KEY REFERENCES interactions(row) ON DELETE CASCADE,
  at TEXT NOT NULL,
  note TEXT
);
`,
];
