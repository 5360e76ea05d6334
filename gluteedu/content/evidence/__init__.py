"""Sources, claims, tables, figures' words and the body map, read from ``data/`` and checked."""
