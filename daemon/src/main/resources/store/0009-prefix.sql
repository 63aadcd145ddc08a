-- The history of a registered prefix: alerts and events that name it.
ALTER TABLE outbox ADD COLUMN prefix TEXT;
UPDATE outbox SET prefix = json_extract(CAST(line AS TEXT), '$.prefix')
  WHERE json_valid(CAST(line AS TEXT));
CREATE INDEX outbox_by_prefix ON outbox (prefix, position) WHERE prefix IS NOT NULL;
