"""Results for other systems: grade files and xAPI statements."""
