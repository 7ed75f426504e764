"""Records as they were: snapshots to compare, and texts written from records that changed since."""
