"""Statistics of proposals: a session's year in tables, five years beside each other, and the rows behind every number."""
