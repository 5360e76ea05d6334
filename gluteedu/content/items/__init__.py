"""Items, quizzes and predictions, read from ``data/`` and checked."""
