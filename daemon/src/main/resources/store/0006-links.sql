-- Links between ASes that were learned: left is nearer to us; seconds since 1970.
CREATE TABLE link (
  left_asn INTEGER NOT NULL,
  right_asn INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  PRIMARY KEY (left_asn, right_asn)
) WITHOUT ROWID;
