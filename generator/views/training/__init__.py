"""Courses, their quizzes and their prints."""
