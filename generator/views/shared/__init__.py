"""What all views share: addresses, titles, links between records, evidence."""
