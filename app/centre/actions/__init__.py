"""Opening a centre and keeping its profile, policy, directory, cards and topics."""
