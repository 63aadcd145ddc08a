-- Every record that a sink may get, in the order in which it was made.
CREATE TABLE outbox (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  incident_id TEXT,
  kind TEXT,
  severity TEXT,
  customer TEXT,
  partner TEXT,
  closes INTEGER NOT NULL,
  time_us INTEGER NOT NULL,
  line BLOB NOT NULL
);
CREATE INDEX outbox_by_incident ON outbox (incident_id, position) WHERE incident_id IS NOT NULL;
CREATE INDEX outbox_by_time ON outbox (time_us);

-- How far each sink has come.
CREATE TABLE sink_cursor (
  sink TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) WITHOUT ROWID;

-- Open incidents that a sink was told of: it gets the rest of them, whatever its match says.
CREATE TABLE sink_incident (
  sink TEXT NOT NULL,
  incident_id TEXT NOT NULL,
  PRIMARY KEY (sink, incident_id)
) WITHOUT ROWID;

-- Records that a sink refused for good.
CREATE TABLE dead_letter (
  sink TEXT NOT NULL,
  position INTEGER NOT NULL,
  time_us INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (sink, position)
) WITHOUT ROWID;
