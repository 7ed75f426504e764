"""What is proved of the finished files before they are published."""
