-- Incidents as their last record left them, so that the next process goes on with them.
CREATE TABLE incident (
  dedup_key TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  prefix TEXT,
  discriminator TEXT NOT NULL,
  sessions TEXT NOT NULL,
  closed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX incident_by_position ON incident (position);
