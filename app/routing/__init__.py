"""Routing rules: what a centre adds to the procedure, by content. Rules add; they never take away."""
