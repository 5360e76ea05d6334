"""The pages of the course as constant bytes, and the files they need."""
