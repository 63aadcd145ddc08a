-- A client that comes back to the stream names the last event that it got.
CREATE INDEX outbox_events_by_sequence ON outbox (sequence) WHERE incident_id IS NULL;
