"""What keeps the site true: reviews, changes, what depends on what, the accessibility statement."""
