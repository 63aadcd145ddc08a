-- Alerts are read by their number.
CREATE INDEX outbox_by_sequence ON outbox (sequence) WHERE incident_id IS NOT NULL;
