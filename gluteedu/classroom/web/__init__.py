"""The addresses of a class: phones, the projector, the instructor's page and notes."""
