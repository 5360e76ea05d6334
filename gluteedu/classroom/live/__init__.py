"""A class that votes: who has joined, what is asked, who voted how. It knows no network."""
