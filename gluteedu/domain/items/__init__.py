"""What an item, a quiz and a prediction are, and how an answer is graded."""
