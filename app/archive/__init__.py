"""业主档案: what is filed under a unit, to be read."""
