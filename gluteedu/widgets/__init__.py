"""Views: they turn a click into a domain call and show what came back."""
