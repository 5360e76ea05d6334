"""The files of ``data/`` turned into domain objects, with every problem named by file, id and field."""
