"""What a learner did, and what follows from it: events, their replay, the review deck."""
