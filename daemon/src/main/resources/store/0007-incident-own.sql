-- What an incident is without the operator's wishes, and the argument of its explanation.
ALTER TABLE incident ADD COLUMN own_severity TEXT;
ALTER TABLE incident ADD COLUMN planned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE incident ADD COLUMN why TEXT;
