"""Writing where residents live and who they are; showing a contact, which is an act of its own."""
