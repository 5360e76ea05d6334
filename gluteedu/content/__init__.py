"""The files of ``data/`` as domain objects; every problem is named by file, id and field."""
