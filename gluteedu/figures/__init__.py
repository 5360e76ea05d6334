"""Domain values in, plotly figures out."""
