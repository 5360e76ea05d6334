"""What every web handler may need, whichever server it belongs to: tornado and nothing of ours."""
