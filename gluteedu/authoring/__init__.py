"""What an author runs: the lessons executed anew, and stored clean."""
