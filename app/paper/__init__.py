"""Paper: forms typeset as A4 PDF, tables as spreadsheets. It knows type, not what the forms are about."""
