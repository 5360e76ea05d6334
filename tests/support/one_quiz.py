"""A quiz whose first item has one right answer, for tests that need any such quiz of a lesson."""

from __future__ import annotations

from gluteedu.content.course.library import Library

LESSON = "02-exercise-induced-pain"
ITEMS = {item.id: item for item in Library().bank.items}
QUIZ = next(
    quiz
    for lesson in Library().bank.lessons
    for quiz in lesson.quizzes
    if lesson.lesson == LESSON and ITEMS[quiz.items[0]].type == "single"
)
ITEM = ITEMS[QUIZ.items[0]]
RIGHT = ITEM.key[0]
WRONG = next(one for one in ITEM.option_ids if one != RIGHT)
