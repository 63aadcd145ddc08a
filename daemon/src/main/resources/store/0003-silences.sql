-- Records that a silence hides from whoever was not told of the incident before.
ALTER TABLE outbox ADD COLUMN silenced INTEGER NOT NULL DEFAULT 0;

-- What nobody wants to be told of for a time; scopes, one a line.
CREATE TABLE silence (
  id TEXT PRIMARY KEY,
  match TEXT NOT NULL,
  since_us INTEGER NOT NULL,
  until_us INTEGER NOT NULL,
  author TEXT NOT NULL,
  reason TEXT NOT NULL
) WITHOUT ROWID;
