"""A question put to a class, from the first vote to the reasons."""
