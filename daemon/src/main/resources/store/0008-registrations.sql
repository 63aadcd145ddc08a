-- Registrations that came over the API: what was said, as JSON with the configuration's keys.
CREATE TABLE registration (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  since_us INTEGER NOT NULL
) WITHOUT ROWID;
