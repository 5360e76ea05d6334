"""A class that votes: who is here, what is asked, who said what. It knows no network."""
