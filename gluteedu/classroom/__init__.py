"""Live questions: phones that vote, a projector, and the instructor who asks."""
