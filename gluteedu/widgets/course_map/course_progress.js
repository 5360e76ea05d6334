// How far the learner is in each lesson, and where to go on. Pure.

/** @typedef {object} Lesson
 *  @property {string} id
 *  @property {number | null} number null: it is none of the numbered lessons
 *  @property {string} title
 *  @property {number} minutes
 *  @property {string[]} objectives
 *  @property {{ id: string, name: string }[]} causes
 *  @property {number} questions */

/** @typedef {{ done: number, total: number, visited: string | null, finished: boolean }} Progress
 *  `visited`: ISO date */

/** @param {Lesson} lesson
 *  @param {Record<string, any>} progress lesson id -> quiz id -> { done, total }
 *  @param {Record<string, any>} visited lesson id -> ISO date
 *  @returns {Progress} */
export function lessonProgress(lesson, progress, visited) {
  const quizzes = Object.values(progress[lesson.id] ?? {}).filter((quiz) => quiz && quiz.total > 0);
  const sum = (key) => quizzes.reduce((n, quiz) => n + (Number(quiz[key]) || 0), 0);
  const total = Math.max(lesson.questions, sum("total"));
  const done = Math.min(sum("done"), total);
  const seen = typeof visited[lesson.id] === "string" ? visited[lesson.id] : null;
  return { done, total, visited: seen, finished: total > 0 ? done === total : seen !== null };
}

/** The lesson to go on with: the one opened last if it is not finished, else the next one that is not.
 *  @param {Lesson[]} lessons
 *  @param {Map<string, Progress>} progress
 *  @param {string | null} here
 *  @returns {Lesson | null} */
export function nextLesson(lessons, progress, here) {
  const open = lessons.filter((lesson) => lesson.number !== null && lesson.id !== here);
  const last = open.filter(({ id }) => progress.get(id).visited)
    .sort((a, b) => progress.get(a.id).visited.localeCompare(progress.get(b.id).visited)).at(-1);
  if (last && !progress.get(last.id).finished) return last;
  const from = last ? open.indexOf(last) + 1 : 0;
  return [...open.slice(from), ...open.slice(0, from)].find(({ id }) => !progress.get(id).finished) ?? null;
}
