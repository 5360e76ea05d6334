"""The Voila application that serves the course: template, static files, start page."""
