"""What views of every kind use: addresses, titles, links between records, evidence."""
